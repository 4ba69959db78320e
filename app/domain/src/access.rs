//! Who may see and record what: checked by the same code on both sides.
//!
//! The phone's check is a courtesy, the server's is the law.

use crate::change::Change;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Matter, Member, Record, Role, UNDERTAKES, View, association, attendance, beneficiary, consent,
    data_token, delivery, device, document, headcount, invitation, member, pair, registration, request,
    review_item, task, volunteer_hours,
};
use crate::seats::COUNTED;
use crate::slice::{Ledger, Slice, activities_of};
use crate::time::Day;
use crate::value::{FieldNo, FieldValue};

/// What whoever puts a refused change aside says of it.
const PUT_ASIDE: [FieldNo; 6] = [
    review_item::CHANGE,
    review_item::MATTER,
    review_item::KIND,
    review_item::RECORD,
    review_item::REASON,
    review_item::DECISION,
];

/// What says which card a person has.
const CARDS: [FieldNo; 2] = [beneficiary::CARD, beneficiary::CARDS_BEFORE];

/// The member who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asker {
    /// Which member.
    pub member: Id,
    /// Their role.
    pub role: Role,
    /// Whether their account was closed, or the phone they ask from revoked: then they have no right.
    pub closed: bool,
    /// The activities assigned to them.
    pub activities: Vec<Id>,
}

impl Asker {
    /// The rights that a member's record gives.
    pub fn of(record: &Record) -> Self {
        let member = Member::of(record);
        Asker {
            member: record.id,
            role: member.role,
            closed: member.closed,
            activities: member.activities,
        }
    }

    /// The rights that a member's record gives on a day: an activity assigned to them is not theirs yet before its
    /// first day, and past its last one no more.
    pub fn on(record: &Record, day: Day) -> Self {
        let view = Member::of(record);
        let theirs = view.assigned().filter(|one| one.holds_on(day));
        Asker {
            activities: theirs.map(|one| one.activity).collect(),
            ..Asker::of(record)
        }
    }

    /// The public page of an activity: through it people record what they say of themselves, in that activity alone.
    pub fn public_page(association: Id, activity: Id) -> Self {
        Asker {
            member: Id::of_public_pages(association),
            role: Role::Volunteer,
            closed: false,
            activities: vec![activity],
        }
    }

    /// Whether they see the whole register and the log.
    pub fn sees_all(&self) -> bool {
        !self.closed && matches!(self.role, Role::Coordinator | Role::Head)
    }

    /// Whether they manage the team, its invitations and its devices.
    pub fn manages_team(&self) -> bool {
        !self.closed && self.role == Role::Head
    }

    /// Whether they make activities and assign groups.
    pub fn plans(&self) -> bool {
        self.sees_all()
    }

    /// Whether they record in an activity.
    pub fn records_in(&self, activity: Id) -> bool {
        self.sees_all() || (self.records() && self.activities.contains(&activity))
    }

    /// Whether they may read what was recorded in an activity.
    pub fn reads(&self, activity: Id) -> bool {
        self.sees_all() || self.slices().contains(&Slice::Activity(activity))
    }

    /// Whether they record at all.
    pub fn records(&self) -> bool {
        !self.closed && matches!(self.role, Role::Volunteer | Role::Coordinator | Role::Head)
    }

    /// The slices they are handed.
    pub fn slices(&self) -> Vec<Slice> {
        if self.closed {
            Vec::new()
        } else if self.sees_all() {
            vec![Slice::Association, Slice::Register, Slice::Log]
        } else {
            let assigned = self.activities.iter().copied().map(Slice::Activity);
            let always = [Slice::Association, Slice::Own(self.member)];
            always.into_iter().chain(assigned).collect()
        }
    }

    /// Whether they may record this change. `record` is how the record would read after it, and
    /// `exists` whether it was there before.
    pub fn may(&self, change: &Change, record: &Record, exists: bool, ledger: &impl Ledger) -> bool {
        let only = |field| change.set.iter().all(|(no, _)| no == field);
        let sets = |field| change.set.get(field).is_some();
        let records_there = || {
            activities_of(record, ledger)
                .iter()
                .any(|activity| self.records_in(*activity))
        };
        match change.kind {
            // That everything was taken away, or a report deleted, is the server's to write.
            Kind::Association => {
                self.manages_team()
                    && exists
                    && ![association::EXPORTED, association::REPORT_DELETED]
                        .into_iter()
                        .any(sets)
            }
            // What somebody undertakes they undertake themselves.
            Kind::Member if UNDERTAKES.into_iter().any(sets) => {
                let own = exists && !self.closed && change.record == self.member;
                // Which text says nothing without when.
                own && sets(member::UNDERTOOK) && change.set.iter().all(|(no, _)| UNDERTAKES.contains(&no))
            }
            // Whether somebody has a second factor is the server's to write.
            Kind::Member => self.manages_team() && exists && !sets(member::SECOND_FACTOR),
            Kind::Project => self.manages_team(),
            Kind::Device => {
                self.manages_team() && exists && (only(device::REVOKED) || only(device::SIGNED_OUT))
            }
            Kind::Invitation => self.manages_team() && exists && only(invitation::REVOKED),
            Kind::DataToken => self.manages_team() && exists && only(data_token::REVOKED),
            // The server makes it of its bytes, and says when these go.
            Kind::Document => self.manages_team() && exists && !sets(document::GONE),
            Kind::Activity | Kind::Group | Kind::Schedule => self.plans(),
            Kind::Session | Kind::HeadCount => records_there(),
            // Whoever is recorded in an activity comes into its slice: an id known from elsewhere is no key.
            Kind::Registration => {
                records_there() && self.reaches(record.read(registration::BENEFICIARY), ledger)
            }
            Kind::Attendance => records_there() && self.reaches(record.read(attendance::BENEFICIARY), ledger),
            Kind::Delivery => {
                let to: Option<Id> = record.read(delivery::BENEFICIARY);
                records_there() && to.is_none_or(|person| self.reaches(person, ledger))
            }
            // A volunteer adds people before registering them, and corrects those they see.
            // A card says who somebody is at every door: those who see everybody give it.
            // What is seen of an identity card, and when, is the server's to write.
            Kind::Beneficiary if sets(beneficiary::CIN_MASK) || sets(beneficiary::CIN_SEEN) => false,
            // A record that comes without anybody's name, after a restore, takes nothing from anybody.
            Kind::Beneficiary if sets(beneficiary::ERASED) => {
                self.manages_team() || (!exists && self.records())
            }
            Kind::Beneficiary if CARDS.iter().any(|field| change.set.get(*field).is_some()) => {
                self.sees_all()
            }
            Kind::Beneficiary if !exists => self.records(),
            Kind::Consent if !exists => {
                self.records() && self.reaches(record.read(consent::BENEFICIARY), ledger)
            }
            Kind::Beneficiary | Kind::Consent => self.sees_all() || records_there(),
            Kind::ReviewItem => self.may_decide(change, record, exists, ledger),
            // Who settles what is a head's to say: it gives a right.
            Kind::Task => self.manages_team() && record.id == Id::of_task(record.read(task::ABOUT)),
            // Whoever records may be asked; answering is for those who see the whole register.
            Kind::Request if !exists => self.records() && !sets(request::PERSON) && !sets(request::ERASED),
            Kind::Request => {
                let answers = |field| [request::DONE, request::PERSON].contains(&field);
                self.sees_all() && change.set.iter().all(|(field, _)| answers(field))
            }
            Kind::VolunteerHours => self.sees_all() || self.may_write_down(change, record),
            // Who said so and when is the server's to write.
            Kind::Pair => self.settles(record.id, ledger) && !sets(pair::BY) && !sets(pair::AT),
            _ => false,
        }
    }

    /// Whether something that waits is theirs to settle: a head's always, a coordinator's where a head gave it to them.
    pub fn settles(&self, about: Id, ledger: &impl Ledger) -> bool {
        let given = || {
            let task = ledger.record(Id::of_task(about))?;
            task.read::<Option<Id>>(task::MEMBER)
        };
        self.manages_team() || (self.sees_all() && given() == Some(self.member))
    }

    /// Whether they may decide so: who settles it about what was opened, everybody about what they put aside themselves.
    fn may_decide(&self, change: &Change, record: &Record, exists: bool, ledger: &impl Ledger) -> bool {
        let only = |fields: &[FieldNo]| change.set.iter().all(|(no, _)| fields.contains(&no));
        let aside = record.id == Id::of_putting_aside(record.read(review_item::CHANGE));
        match (aside, exists) {
            (true, _) => {
                let by: Option<Id> = record.read(review_item::BY);
                self.records()
                    && only(&PUT_ASIDE)
                    && record.read::<Matter>(review_item::MATTER) == Matter::Refused
                    && by.is_none_or(|by| exists && by == self.member)
            }
            (false, true) => {
                self.settles(record.id, ledger) && only(&[review_item::DECISION, review_item::SEEN])
            }
            (false, false) => false,
        }
    }

    /// Whether this is time of their own, given to an activity they record in where it is for one.
    fn may_write_down(&self, change: &Change, record: &Record) -> bool {
        let activity = Option::<Id>::read(change.set.get(volunteer_hours::ACTIVITY));
        self.records()
            && record.read::<Id>(volunteer_hours::MEMBER) == self.member
            && activity.is_none_or(|activity| self.records_in(activity))
    }

    /// Whether a person is within their reach: in an activity they record in, or in none yet.
    fn reaches(&self, person: Id, ledger: &impl Ledger) -> bool {
        let activities = ledger.activities_of(person);
        self.sees_all()
            || activities.is_empty()
            || activities.iter().any(|activity| self.records_in(*activity))
    }

    /// The field in which this change says that another member recorded it; only a head may say so.
    pub fn forged(&self, change: &Change, record: &Record) -> Option<FieldNo> {
        let sets = |field| change.set.get(field).is_some();
        if change.kind == Kind::Registration {
            // Where seats are counted says who asked when, nobody else.
            return COUNTED.into_iter().find(|field| sets(*field));
        }
        let field = match change.kind {
            // A mark without its author would pass for the work of whoever marked before.
            Kind::Attendance if sets(attendance::BY) || sets(attendance::STATUS) => attendance::BY,
            Kind::HeadCount => headcount::MEMBER,
            // Likewise, goods without who handed them over.
            Kind::Delivery if sets(delivery::BY) || sets(delivery::QUANTITY) => delivery::BY,
            Kind::Consent if sets(consent::WITNESS) => consent::WITNESS,
            _ => return None,
        };
        let said: Option<Id> = record.read(field);
        (!self.manages_team() && said.is_some_and(|member| member != self.member)).then_some(field)
    }
}
