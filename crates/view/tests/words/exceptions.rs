//! Words that stand in the code on purpose.

/// Some words of a file, and why they are the same in every language.
pub(crate) struct Exception {
    /// How the path of the file ends.
    pub(crate) file: &'static str,
    /// How each of the texts begins.
    pub(crate) texts: &'static [&'static str],
    /// Why nobody has to translate them.
    #[expect(dead_code, reason = "said to whoever adds another")]
    pub(crate) why: &'static str,
}

const BRAND: &str = "the product's own name";
const KEY: &str = "a key, as browsers name it or as it stands on the keyboard";
const COMMAND: &str = "a line for a shell";
const SHAPE: &str = "how an id is written, by an example";
const WIRE: &str = "a name on the wire";
const LISTED: &str = "ids and names side by side, as they are typed";
const NUMBER: &str = "the number of a step";
const SEARCHED: &str = "found by, and never shown: the words of URLs and of the cloud";

/// All of them. The test fails over one that excepts nothing.
pub(crate) const EXCEPTIONS: &[Exception] = &[
    except("app/options.rs", &["Signet"], BRAND),
    except("app/palette.rs", &["Mac", "Ctrl K"], KEY),
    except("app/palette/dialog.rs", &["Enter"], KEY),
    except("ui/field.rs", &["Enter"], KEY),
    except("ui/menu.rs", &["Home", "End"], KEY),
    except(
        "app/palette/entries.rs",
        &[
            "plans bulk",
            "audit log",
            "people roles",
            "groups gid",
            "cut-off block",
            "register",
            "create group",
            "certificate-scan",
        ],
        SEARCHED,
    ),
    except(
        "components/command_line.rs",
        &["aliyun ", " --secure"],
        COMMAND,
    ),
    except("components/command_line.rs", &["Certificate", "Size"], WIRE),
    except(
        "pages/register_ca/commands.rs",
        &["umask", "openssl"],
        COMMAND,
    ),
    except("pages/sign_in.rs", &["(umask", " && cat"], COMMAND),
    except("pages/blacklist/bar.rs", &["GID_…@@@…"], SHAPE),
    except("pages/groups/create.rs", &["GID_…"], SHAPE),
    except("pages/people/granting.rs", &["user:…"], SHAPE),
    except("pages/plans/settings/form.rs", &["age1…"], SHAPE),
    except("pages/register/form.rs", &["GID_…@@@…"], SHAPE),
    except(
        "pages/audit/filters.rs",
        &["Grant", "Withdraw", "Mark", "Unmark", "Export", "Refusals"],
        WIRE,
    ),
    except("ui/menu.rs", &["Tab"], KEY),
    except("pages/audit/said.rs", &[", ", ": "], LISTED),
    except("pages/first_steps/permissions.rs", &[", "], LISTED),
    except("pages/first_steps/place.rs", &[", "], LISTED),
    except("pages/plans/settings.rs", &[", "], LISTED),
    except("pages/register_ca/checklist.rs", &[", "], LISTED),
    except("pages/states/wrong.rs", &[", "], LISTED),
    except("pages/states.rs", &[", "], LISTED),
    except("pages/register_ca.rs", &[". "], NUMBER),
    except("app/palette/entries.rs", &["first-steps"], SEARCHED),
    except(
        "pages/first_steps/permissions.rs",
        &["post-cn-0pp12gl0000"],
        SHAPE,
    ),
    except(
        "pages/first_steps/ways.rs",
        &[
            "printf",
            "export",
            "aliyun",
            " --profile",
            "[[accounts]]",
            "signet serve",
        ],
        COMMAND,
    ),
    except("api/read/setup.rs", &["Statement"], WIRE),
    except("text/format.rs", &["Intl"], WIRE),
    except("api/transport.rs", &["Bearer "], WIRE),
];

const fn except(
    file: &'static str,
    texts: &'static [&'static str],
    why: &'static str,
) -> Exception {
    Exception { file, texts, why }
}

/// Texts that are the same in Chinese: names of the cloud's, of files and of standards, and what is typed as it stands.
pub(crate) const SAME_IN_CHINESE: &[&str] = &[
    "AccessKey ID",
    "Authorization: Bearer",
    "CA",
    "CA.crt",
    "CSV",
    "ClientID",
    "DeviceName",
    "ID",
    "IotId",
    "JSON Lines",
    "JWT",
    "OpenID Connect",
    "Password",
    "ProductKey",
    "RequestId",
    "Username",
    "pin",
    "user:alice",
    "verificationCert.crt",
];

/// Texts whose number is never 1, and why.
pub(crate) const MANY_IN_ANY_CASE: &[(&str, &str)] = &[
    ("src/text/dialogs.rs bytes_of", "the limit of an identifier"),
    (
        "src/text/dialogs.rs rule_too_long",
        "the limit of an identifier",
    ),
    (
        "src/text/dialogs.rs rule_too_many_characters",
        "the limit of an identifier",
    ),
    ("src/text/groups.rs delete_holds_more", "the size of a page"),
    ("src/text/register.rs too_long", "the limit of a client id"),
    ("src/text/ticks.rs too_many", "the limit of rows"),
];
