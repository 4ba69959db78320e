//! People with an account, their phones, and the door held open for new ones.

use crate::assignment::Assignment;
use crate::id::Id;
use crate::record::schema::{codes, record};
use crate::time::{Day, Millis};
use crate::value::{FieldNo, FieldValue, Fields};

codes! {
    /// What a member may do; the least first.
    Role {
        /// Reads what is assigned.
        Viewer = 1 "viewer";
        /// Records in the activities assigned.
        Volunteer = 2 "volunteer";
        /// Records everywhere, makes activities, reads the log.
        Coordinator = 3 "coordinator";
        /// Everything, the team included.
        Head = 4 "head";
    }
}

codes! {
    /// Law 06-18 tells contractual volunteers from all others.
    Engagement {
        /// An ordinary volunteer.
        Informal = 1 "informal";
        /// A volunteer under written contract.
        Contractual = 2 "contractual";
    }
}

record! {
    /// A person with an account.
    Member in member {
        /// The name colleagues know.
        1 name NAME: String = Rule::Line(80), required;
        /// What they may do.
        2 role ROLE: Role = Rule::Code(4), required;
        /// Ordinary or contractual.
        3 engagement ENGAGEMENT: Engagement = Rule::Code(2);
        /// Activities assigned.
        4 activities ACTIVITIES: Vec<Id> = Rule::Refs(Kind::Activity);
        /// Whether the account was closed.
        5 closed CLOSED: bool = Rule::Bool;
        /// Whether signing in asks for a code too. The server alone writes it; who comes in is not decided by it.
        6 second_factor SECOND_FACTOR: bool = Rule::Bool;
        /// Number of a contractual volunteer's contract.
        20 contract CONTRACT: String = Rule::Line(40);
        /// First day of the contract.
        21 contract_from CONTRACT_FROM: Option<Day> = Rule::Day;
        /// Its last day.
        22 contract_to CONTRACT_TO: Option<Day> = Rule::Day;
        /// Number of the accreditation under which the organiser made it.
        23 accreditation ACCREDITATION: String = Rule::Line(40);
        /// Whether a head saw that they were eighteen when it began. How old they are is not kept.
        24 of_age OF_AGE: bool = Rule::Bool;
        /// When they undertook to keep what they learn of people to themselves. They alone say so, the server when.
        25 undertook UNDERTOOK: Option<Millis> = Rule::Instant, undertaken;
        /// The last day on which any activity is assigned; none: until that is changed.
        26 assigned_until ASSIGNED_UNTIL: Option<Day> = Rule::Day;
        /// The first day on which any is; none: from when they were assigned.
        27 assigned_from ASSIGNED_FROM: Option<Day> = Rule::Day;
        /// The number of the text they undertook, said along with when; none: the first, from before texts had numbers.
        28 undertaking UNDERTAKING: Option<i64> = Rule::Int(1, 10_000), undertaken;
        /// From when until when each of the activities is theirs, where it has days of its own: see [`Assignment`].
        29 assignments ASSIGNMENTS: Vec<Assignment> = Rule::Free;
    }
}

/// What a member says of their undertaking.
pub(crate) const UNDERTAKES: [FieldNo; 2] = [member::UNDERTOOK, member::UNDERTAKING];

/// The number of the text that a member undertook by what these fields say; none where they undertook nothing.
pub(crate) fn undertaken_text(said: &Fields) -> Option<i64> {
    let undertook = said.get(member::UNDERTOOK);
    text_of(
        FieldValue::read(undertook),
        FieldValue::read(said.get(member::UNDERTAKING)),
    )
}

fn text_of(undertook: Option<Millis>, undertaking: Option<i64>) -> Option<i64> {
    undertook.map(|_| undertaking.unwrap_or(1))
}

impl Member {
    /// The number of the text they undertook; none where they undertook nothing.
    pub fn undertaken_text(&self) -> Option<i64> {
        text_of(self.undertook, self.undertaking)
    }

    /// Whether what they undertook is an older text than this one.
    pub fn undertook_older(&self, text: i64) -> bool {
        self.undertaken_text().is_some_and(|undertaken| undertaken < text)
    }
}

record! {
    /// A phone signed in by a member, as the server knows it.
    Device in device {
        /// Whose.
        1 member MEMBER: Id = Rule::Ref(Kind::Member), required, fixed;
        /// What the phone calls itself.
        2 name NAME: String = Rule::Line(80);
        /// When the server last heard of it.
        3 seen SEEN: Option<Millis> = Rule::Instant;
        /// Changes it had not sent then.
        4 waiting WAITING: i64 = Rule::Int(0, i64::MAX);
        /// Changes it keeps that were refused.
        5 refused REFUSED: i64 = Rule::Int(0, i64::MAX);
        /// Kilobytes it uses.
        6 used_kb USED_KB: i64 = Rule::Int(0, i64::MAX);
        /// Whether its browser promised to keep the data.
        7 persisted PERSISTED: bool = Rule::Bool;
        /// Version of the app it runs.
        8 version VERSION: String = Rule::Line(40);
        /// Whether a head signed it out.
        9 revoked REVOKED: bool = Rule::Bool;
        /// When a head last ended its session: its member signs in again, and nothing on it is lost.
        10 signed_out SIGNED_OUT: Option<Millis> = Rule::Instant;
    }
}

record! {
    /// A door held open for a new member, or for one who forgot their password. The secret in its link is not here.
    Invitation in invitation {
        /// For whom, as the head wrote it.
        1 name NAME: String = Rule::Line(80), required;
        /// What the new member may do.
        2 role ROLE: Role = Rule::Code(4), required;
        /// Activities the new member gets.
        3 activities ACTIVITIES: Vec<Id> = Rule::Refs(Kind::Activity);
        /// Until when it opens.
        4 expires EXPIRES: Option<Millis> = Rule::Instant;
        /// The member who came in by it.
        5 used_by USED_BY: Option<Id> = Rule::Ref(Kind::Member);
        /// Whether a head closed it.
        6 revoked REVOKED: bool = Rule::Bool;
        /// Who made it; none for one made at the server's command line.
        7 made_by MADE_BY: Option<Id> = Rule::Ref(Kind::Member);
        /// The member who may choose another password by it; none: it makes a new member.
        8 member MEMBER: Option<Id> = Rule::Ref(Kind::Member), fixed;
        /// Whether that member also comes in without a code from then on: the phone that made them is lost.
        9 second_factor SECOND_FACTOR: bool = Rule::Bool, fixed;
    }
}
