//! What each field of each kind may hold, said once for reading, checking, JSON and the log.

use crate::kind::Kind;
use crate::value::FieldNo;

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Text on one line, at most this many characters.
    Line(usize),
    /// A phone number, E.164.
    Phone,
    /// A whole number between two bounds, both allowed.
    Int(i64, i64),
    /// Yes or no.
    Bool,
    /// A calendar day.
    Day,
    /// An instant in milliseconds.
    Instant,
    /// One of a list of codes, up to this number.
    Code(i64),
    /// Another record of a kind.
    Ref(Kind),
    /// Several records of a kind.
    Refs(Kind),
    /// Fields within a field, or bytes: kept as they come.
    Free,
}

/// How two writers of one field meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// The later true time stands; the other is kept in the log and shown to the head.
    Later,
    /// Follows the fate of the kind's leading field: one mark is one whole.
    Follows,
    /// Never changes once said.
    Fixed,
    /// What a member undertakes: of each text what was said first stands, what is said of a newer text stands in the place
    /// of an older one, and it is never taken back.
    Undertaken,
}

/// What is known of one field.
#[derive(Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// Its number on the wire, for ever.
    pub number: FieldNo,
    /// Its name in JSON, in the log and in errors.
    pub name: &'static str,
    /// What it may hold.
    pub rule: Rule,
    /// Whether a record must have it.
    pub required: bool,
    /// How two writers meet.
    pub meeting: Meeting,
}

/// The fields of a kind; none for a kind this version does not know.
pub fn specs(kind: Kind) -> &'static [FieldSpec] {
    match kind {
        Kind::Association => super::association::SPECS,
        Kind::Member => super::member::SPECS,
        Kind::Device => super::device::SPECS,
        Kind::Invitation => super::invitation::SPECS,
        Kind::Project => super::project::SPECS,
        Kind::Activity => super::activity::SPECS,
        Kind::Group => super::group::SPECS,
        Kind::Schedule => super::schedule::SPECS,
        Kind::Session => super::session::SPECS,
        Kind::Beneficiary => super::beneficiary::SPECS,
        Kind::Registration => super::registration::SPECS,
        Kind::Attendance => super::attendance::SPECS,
        Kind::HeadCount => super::headcount::SPECS,
        Kind::Consent => super::consent::SPECS,
        Kind::LogEntry => super::log_entry::SPECS,
        Kind::ReviewItem => super::review_item::SPECS,
        Kind::Request => super::request::SPECS,
        Kind::Pair => super::pair::SPECS,
        Kind::DataToken => super::data_token::SPECS,
        Kind::Document => super::document::SPECS,
        Kind::VolunteerHours => super::volunteer_hours::SPECS,
        Kind::Task => super::task::SPECS,
        Kind::Delivery => super::delivery::SPECS,
        Kind::Household | Kind::Other(_) => &[],
    }
}

/// The leading field of a kind whose other fields follow it.
pub fn leading(kind: Kind) -> Option<FieldNo> {
    match kind {
        Kind::Attendance => Some(super::attendance::STATUS),
        Kind::Delivery => Some(super::delivery::QUANTITY),
        Kind::Pair => Some(super::pair::SAID),
        _ => None,
    }
}

/// What is known of one field of a kind.
pub fn spec(kind: Kind, field: FieldNo) -> Option<&'static FieldSpec> {
    specs(kind).iter().find(|spec| spec.number == field)
}

/// A typed view of a kind: the struct, the numbers of its fields and what they may hold.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $name:ident in $module:ident {
            $($(#[$field_doc:meta])* $number:literal $field:ident $constant:ident : $type:ty = $rule:expr $(, $flag:ident)*;)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        /// Field numbers and what the fields may hold.
        pub mod $module {
            #[allow(unused_imports)]
            use $crate::{kind::Kind, record::schema::{FieldSpec, Meeting, Rule, flags}, value::FieldNo};

            $(
                $(#[$field_doc])*
                pub const $constant: FieldNo = $number;
            )*

            /// What every field may hold.
            pub const SPECS: &[FieldSpec] = &[
                $(FieldSpec {
                    number: $number,
                    name: stringify!($field),
                    rule: $rule,
                    required: flags::required(&[$(stringify!($flag)),*]),
                    meeting: flags::meeting(&[$(stringify!($flag)),*]),
                },)*
            ];
        }

        impl $crate::record::View for $name {
            const KIND: $crate::kind::Kind = $crate::kind::Kind::$name;

            fn of(record: &$crate::record::Record) -> Self {
                $name { $($field: $crate::value::FieldValue::read(record.fields.get($number)),)* }
            }

            fn fields(self) -> $crate::value::Fields {
                [$(($number, $crate::value::FieldValue::write(self.$field)),)*]
                    .into_iter()
                    .filter(|(_, value)| !$crate::record::is_null(value))
                    .collect()
            }
        }
    };
}
pub(crate) use record;

/// A list of codes, each with its number and name; an unknown number is carried as `Other`.
macro_rules! codes {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$code_doc:meta])* $code:ident = $number:literal $text:literal;)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$code_doc])* $code,)*
            /// A code of a later version.
            Other(i64),
        }

        impl $name {
            /// Every code this version knows, in order.
            pub const ALL: &'static [$name] = &[$($name::$code,)*];

            /// Its number.
            pub const fn number(self) -> i64 {
                match self {
                    $($name::$code => $number,)*
                    $name::Other(number) => number,
                }
            }

            /// The code of a number.
            pub const fn from_number(number: i64) -> Self {
                match number {
                    $($number => $name::$code,)*
                    other => $name::Other(other),
                }
            }

            /// Its name, the same in every language: a key for words.
            pub const fn name(self) -> &'static str {
                match self {
                    $($name::$code => $text,)*
                    $name::Other(_) => "other_code",
                }
            }

            /// The code of a name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::ALL[0]
            }
        }

        impl $crate::value::FieldValue for $name {
            fn read(value: Option<&$crate::value::Value>) -> Self {
                Option::<i64>::read(value).map_or_else(Self::default, Self::from_number)
            }
            fn write(self) -> $crate::value::Value {
                $crate::value::Value::Int(self.number())
            }
        }
    };
}
pub(crate) use codes;

/// Reads the flags of a field in the `record!` macro.
pub(crate) mod flags {
    use super::Meeting;

    const fn same(a: &str, b: &str) -> bool {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        if a.len() != b.len() {
            return false;
        }
        let mut at = 0;
        while at < a.len() {
            if a[at] != b[at] {
                return false;
            }
            at += 1;
        }
        true
    }

    const fn has(flags: &[&str], flag: &str) -> bool {
        let mut at = 0;
        while at < flags.len() {
            if same(flags[at], flag) {
                return true;
            }
            at += 1;
        }
        false
    }

    pub(crate) const fn required(flags: &[&str]) -> bool {
        has(flags, "required")
    }

    pub(crate) const fn meeting(flags: &[&str]) -> Meeting {
        if has(flags, "fixed") {
            Meeting::Fixed
        } else if has(flags, "follows") {
            Meeting::Follows
        } else if has(flags, "undertaken") {
            Meeting::Undertaken
        } else {
            Meeting::Later
        }
    }
}
