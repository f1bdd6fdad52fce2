//! Addresses, one or many.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// One address, or all that begin alike: `10.0.0.5`, `10.1.0.0/16`, `fd00::/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

/// The text is no address and no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be an address like 10.0.0.5 or a network like 10.1.0.0/16")]
pub struct NotANetwork;

impl Network {
    /// Whether it is every address there is.
    #[must_use]
    pub const fn is_everybody(&self) -> bool {
        self.prefix == 0
    }

    /// Whether the address is in it. An IPv4 address written as IPv6 is the IPv4 address.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(mine), IpAddr::V4(other)) => {
                let shift = 32 - u32::from(self.prefix);
                (u32::from(mine) ^ u32::from(other))
                    .checked_shr(shift)
                    .unwrap_or(0)
                    == 0
            }
            (IpAddr::V6(mine), IpAddr::V6(other)) => {
                let shift = 128 - u32::from(self.prefix);
                (u128::from(mine) ^ u128::from(other))
                    .checked_shr(shift)
                    .unwrap_or(0)
                    == 0
            }
            _ => false,
        }
    }
}

/// Whether one of the networks has the address.
pub(crate) fn any_contains(networks: &[Network], address: IpAddr) -> bool {
    networks.iter().any(|network| network.contains(address))
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| NotANetwork)?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            None => longest,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits
                .parse()
                .ok()
                .filter(|prefix| *prefix <= longest)
                .ok_or(NotANetwork)?,
            Some(_) => return Err(NotANetwork),
        };
        // Addresses are compared in their plain form, so a network in the mapped form would have none.
        match (address.to_canonical(), address) {
            (canonical @ IpAddr::V4(_), IpAddr::V6(_)) if prefix >= 96 => Ok(Self {
                address: canonical,
                prefix: prefix - 96,
            }),
            (IpAddr::V4(_), IpAddr::V6(_)) => Err(NotANetwork),
            _ => Ok(Self { address, prefix }),
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_what_begins_like_it() {
        let has = |network: &str, address: &str| {
            let network: Network = network.parse().expect(network);
            network.contains(address.parse().expect(address))
        };
        for (network, address) in [
            ("10.0.0.5", "10.0.0.5"),
            ("10.0.0.5", "::ffff:10.0.0.5"),
            ("::ffff:10.0.0.5", "10.0.0.5"),
            ("10.1.0.0/16", "10.1.255.255"),
            ("10.1.2.3/16", "10.1.255.255"),
            ("0.0.0.0/0", "8.8.8.8"),
            ("fd00::/8", "fdff::1"),
            ("::1", "::1"),
            ("::/0", "2001:db8::1"),
        ] {
            assert!(has(network, address), "{network} {address}");
        }
        for (network, address) in [
            ("10.0.0.5", "10.0.0.6"),
            ("10.1.0.0/16", "10.2.0.0"),
            ("0.0.0.0/0", "2001:db8::1"),
            ("::/0", "8.8.8.8"),
            ("fd00::/8", "fe00::1"),
        ] {
            assert!(!has(network, address), "{network} {address}");
        }
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in [
            "",
            "10.0.0",
            "10.0.0.0/33",
            "10.0.0.0/",
            "10.0.0.0/+8",
            "::/129",
            "proxy.example",
            "10.0.0.1:80",
            "::ffff:10.0.0.0/95",
            "*",
        ] {
            assert_eq!(text.parse::<Network>(), Err(NotANetwork), "{text}");
        }
    }
}
