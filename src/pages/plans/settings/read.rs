//! What is typed for the settings of a plan, read or refused.

use signet_plans::settings::MAX_WAVES;

use crate::components::typed::narrow;

/// How many items the first waves have: whole numbers from 1, separated by commas; nothing at all is no waves.
pub(super) fn waves(typed: &str) -> Option<Vec<u64>> {
    if typed.is_empty() {
        return Some(Vec::new());
    }
    let one = |part: &str| narrow(part.trim()).parse().ok().filter(|items| *items > 0);
    let waves: Option<Vec<u64>> = typed.split([',', '，', '、']).map(one).collect();
    waves.filter(|waves| waves.len() <= MAX_WAVES)
}

/// From 0 to 100, with at most three decimals.
pub(super) fn percent(typed: &str) -> Option<f64> {
    let typed = narrow(typed);
    let typed = typed.trim_end_matches('%').trim_end();
    let (whole, part) = typed.split_once('.').unwrap_or((typed, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 3 || whole.len() > 3 {
        return None;
    }
    let thousandths: u32 = [whole, part, &"000"[part.len()..]].concat().parse().ok()?;
    (thousandths <= 100_000).then(|| f64::from(thousandths) / 1000.0)
}

/// A whole number from `least` to `most`.
pub(super) fn whole(typed: &str, least: u32, most: u32) -> Option<u32> {
    let number = narrow(typed).parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}

/// A time of day as `22:00`; `9:05` is one too.
pub(super) fn time_of_day(typed: &str) -> Option<String> {
    let typed = narrow(typed);
    let (hours, minutes) = typed.split_once(':')?;
    let two = |text: &str, most: u32| {
        let number = whole(text, 0, most).filter(|_| text.len() <= 2)?;
        Some((100 + number).to_string()[1..].to_owned())
    };
    Some([&*two(hours, 23)?, ":", &two(minutes, 59)?].concat()).filter(|_| minutes.len() == 2)
}

/// An age X25519 public key, as far as its form tells: the proxy checks its sum.
pub(super) fn recipient(typed: &str) -> Option<String> {
    let rest = typed.strip_prefix("age1")?;
    let of_bech32 = |byte: u8| b"qpzry9x8gf2tvdw0s3jn54khce6mua7l".contains(&byte);
    (rest.len() == 58 && rest.bytes().all(of_bech32)).then(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waves_are_numbers_with_commas_of_any_keyboard() {
        assert_eq!(waves(""), Some(vec![]));
        assert_eq!(waves("10, 100，1000"), Some(vec![10, 100, 1000]));
        assert_eq!(waves("１０、１００"), Some(vec![10, 100]));
        for wrong in ["0", "10,,20", "x", "-1", "1.5"] {
            assert_eq!(waves(wrong), None, "{wrong}");
        }
        assert_eq!(waves(&vec!["1"; MAX_WAVES + 1].join(",")), None);
    }

    #[test]
    fn percents_end_at_a_hundred() {
        assert_eq!(percent("2"), Some(2.0));
        assert_eq!(percent("0.5 %"), Some(0.5));
        assert_eq!(percent("１２．５％"), Some(12.5));
        assert_eq!(percent("100.0"), Some(100.0));
        for wrong in ["", "100.1", "-1", "1e2", ".5", "5.", "0.12345", "x"] {
            assert_eq!(percent(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_of_day_are_made_the_same() {
        assert_eq!(time_of_day("22:00").as_deref(), Some("22:00"));
        assert_eq!(time_of_day("9：05").as_deref(), Some("09:05"));
        assert_eq!(time_of_day("２２：００").as_deref(), Some("22:00"));
        for wrong in ["24:00", "22", "22:60", "22:5", "a:00", "022:00", ""] {
            assert_eq!(time_of_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_recipient_looks_like_one() {
        let key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
        assert_eq!(recipient(key).as_deref(), Some(key));
        assert_eq!(recipient(&key[..60]), None);
        assert_eq!(recipient("ssh-ed25519 AAAA"), None);
        assert_eq!(recipient(&key.to_uppercase()), None);
    }
}
