//! The kinds of record there are.

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $text:literal;)*) => {
        /// What a record is. A kind this version does not know is carried as `Other`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
            /// A kind of a later version, by its number.
            Other(u16),
        }

        impl Kind {
            /// Every kind this version knows.
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)*];

            /// Its number on the wire, for ever.
            pub const fn number(self) -> u16 {
                match self {
                    $(Kind::$name => $number,)*
                    Kind::Other(number) => number,
                }
            }

            /// The kind of a number.
            pub const fn from_number(number: u16) -> Kind {
                match number {
                    $($number => Kind::$name,)*
                    other => Kind::Other(other),
                }
            }

            /// Its name in JSON; a later version's kind is `other`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Kind::$name => $text,)*
                    Kind::Other(_) => "other",
                }
            }

            /// The kind of a name in JSON.
            pub fn from_name(name: &str) -> Option<Kind> {
                Kind::ALL.iter().copied().find(|kind| kind.name() == name)
            }
        }
    };
}

kinds! {
    /// The tenant.
    Association = 1, "association";
    /// A person with an account.
    Member = 2, "member";
    /// A phone signed in by a member.
    Device = 3, "device";
    /// A door held open for a new member.
    Invitation = 4, "invitation";
    /// What funds an activity.
    Project = 5, "project";
    /// Something offered.
    Activity = 6, "activity";
    /// A cohort of an activity.
    Group = 7, "group";
    /// The rule that makes sessions.
    Schedule = 8, "schedule";
    /// One meeting of a group.
    Session = 9, "session";
    /// A person served.
    Beneficiary = 10, "beneficiary";
    /// People under one roof.
    Household = 11, "household";
    /// A person in an activity.
    Registration = 12, "registration";
    /// A person at a session.
    Attendance = 13, "attendance";
    /// People counted without names.
    HeadCount = 14, "headcount";
    /// What a person agreed to.
    Consent = 15, "consent";
    /// Goods or a service handed over.
    Delivery = 16, "delivery";
    /// Something a head must decide.
    ReviewItem = 17, "review_item";
    /// One line of the change log.
    LogEntry = 18, "log_entry";
    /// What somebody asks about their own data.
    Request = 20, "request";
    /// Whether two people are one.
    Pair = 21, "pair";
    /// A right to read that a head gave to a program.
    DataToken = 30, "data_token";
    /// A document of the association's file.
    Document = 31, "document";
    /// Time a member gave outside sessions.
    VolunteerHours = 32, "volunteer_hours";
    /// What waits for a decision, in somebody's hands.
    Task = 33, "task";
}

impl<C> Encode<C> for Kind {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.u16(self.number())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Kind {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        d.u16().map(Kind::from_number)
    }
}
