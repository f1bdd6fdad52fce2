//! What the instances are for, so that a demo shows machines and not numbers.

/// An instance's name and its groups.
pub(super) struct Theme {
    pub(super) name: String,
    pub(super) groups: &'static [GroupTheme],
}

/// A group's id and what its devices are called.
#[derive(Clone, Copy)]
pub(super) struct GroupTheme {
    pub(super) id: &'static str,
    pub(super) device: &'static str,
}

const fn group(id: &'static str, device: &'static str) -> GroupTheme {
    GroupTheme { id, device }
}

const FACTORY: &[GroupTheme] = &[
    group("GID_BodyPress", "press"),
    group("GID_Conveyor", "belt"),
    group("GID_Furnace", "furnace"),
    group("GID_PaintShop", "sprayer"),
    group("GID_RobotCell", "robot"),
    group("GID_Toolroom", "spindle"),
];
const TRANSIT: &[GroupTheme] = &[
    group("GID_CityBus", "bus"),
    group("GID_Depot", "charger"),
    group("GID_TicketGate", "gate"),
    group("GID_Tramway", "tram"),
];
const METERING: &[GroupTheme] = &[
    group("GID_HeatMeter", "heat"),
    group("GID-WaterMeter", "water"),
];

/// What the instance at a place in the list is for.
pub(super) fn instance(index: usize) -> Theme {
    let (name, groups) = [
        ("factory-east", FACTORY),
        ("city-transit", TRANSIT),
        ("metering-north", METERING),
    ][index % 3];
    let name = if index < 3 {
        name.to_owned()
    } else {
        format!("{name}-{}", index / 3 + 1)
    };
    Theme { name, groups }
}

/// What the group at a place in an instance is for: its id, and what its devices are called.
pub(super) fn group_at(instance: usize, place: usize) -> (String, &'static str) {
    let groups = self::instance(instance).groups;
    let theme = groups[place % groups.len()];
    let id = if place < groups.len() {
        theme.id.to_owned()
    } else {
        format!("{}-{}", theme.id, place / groups.len() + 1)
    };
    (id, theme.device)
}
