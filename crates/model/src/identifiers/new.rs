//! What is to be made: the strict rules, so that nothing is made that the cloud refuses or that nobody can name later.

use super::identifier;
use crate::violation::Violation;

identifier! {
    /// A client id that is to be given a credential: `<GroupID>@@@<DeviceID>` of letters, digits, `-` and `_`
    /// (`cloud-api.md` section 5).
    NewClientId: 64 characters, client_id
}
identifier! {
    /// A group id that is to be made: 7 to 64 characters, `GID_…` or `GID-…`; it can never be changed
    /// (`cloud-api.md` section 5).
    NewGroupId: 64 characters, group_id
}
identifier! {
    /// The name that a CA certificate is to be registered with. The cloud documents no rule for it.
    CaName: 128, super::plain
}
identifier! {
    /// Why something was done, in a person's words.
    Reason: 200 characters, free_text
}

const SEPARATOR: &str = "@@@";

impl NewClientId {
    /// The group and the device that the id names.
    #[must_use]
    pub fn parts(&self) -> (&str, &str) {
        self.0.split_once(SEPARATOR).unwrap_or((&self.0, ""))
    }
}

impl From<NewClientId> for super::ClientId {
    fn from(new: NewClientId) -> Self {
        Self(new.0)
    }
}

impl From<NewGroupId> for super::GroupId {
    fn from(new: NewGroupId) -> Self {
        Self(new.0)
    }
}

fn client_id(text: &str, limit: usize) -> Result<(), Violation> {
    const ALLOWED: &str = "letters, digits, -, _ and one @@@";
    not_empty(text)?;
    alphabet(text, ALLOWED, |character| {
        plain(character) || character == '@'
    })?;
    let found = text.matches(SEPARATOR).count();
    let (group, device) = match text.split_once(SEPARATOR) {
        Some(parts) if found == 1 => parts,
        _ => return Err(Violation::Separators { found }),
    };
    // A lone @ belongs to neither part. All is ASCII by now, so that bytes are characters.
    let after = group.len() + SEPARATOR.len();
    let stray = group
        .find('@')
        .or_else(|| device.find('@').map(|index| after + index));
    if let Some(index) = stray {
        return Err(Violation::ForbiddenCharacter {
            found: '@',
            at: index + 1,
            allowed: ALLOWED,
        });
    }
    in_group(group)?;
    if device.is_empty() {
        return Err(Violation::NoDevice);
    }
    at_most(text, limit)
}

fn group_id(text: &str, limit: usize) -> Result<(), Violation> {
    not_empty(text)?;
    alphabet(text, "letters, digits, - and _", plain)?;
    in_group(text)?;
    match text.len() {
        found @ ..7 => Err(Violation::TooFewCharacters { minimum: 7, found }),
        _ => at_most(text, limit),
    }
}

fn free_text(text: &str, limit: usize) -> Result<(), Violation> {
    super::plain(text, limit * char::MAX.len_utf8())?;
    at_most(text, limit)
}

const fn plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

fn not_empty(text: &str) -> Result<(), Violation> {
    if text.is_empty() {
        Err(Violation::Empty)
    } else {
        Ok(())
    }
}

fn alphabet(
    text: &str,
    allowed: &'static str,
    holds: impl Fn(char) -> bool,
) -> Result<(), Violation> {
    match text
        .chars()
        .enumerate()
        .find(|(_, character)| !holds(*character))
    {
        Some((index, found)) => Err(Violation::ForbiddenCharacter {
            found,
            at: index + 1,
            allowed,
        }),
        None => Ok(()),
    }
}

fn in_group(group: &str) -> Result<(), Violation> {
    let name = group
        .strip_prefix("GID_")
        .or_else(|| group.strip_prefix("GID-"));
    if name.is_some_and(|name| !name.is_empty()) {
        Ok(())
    } else {
        Err(Violation::NotAGroup {
            found: group.chars().take(8).collect(),
        })
    }
}

fn at_most(text: &str, limit: usize) -> Result<(), Violation> {
    match text.chars().count() {
        found if found > limit => Err(Violation::TooManyCharacters { limit, found }),
        _ => Ok(()),
    }
}
