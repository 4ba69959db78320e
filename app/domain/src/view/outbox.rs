//! What waits on this phone, item by item.

use super::meant::group_named;
use super::shown::name_of;
use crate::change::Change;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Beneficiary, Decision, Mark, Matter, Record, ReviewItem, Sameness, Session, SessionStatus, View,
    association, attendance, beneficiary, consent, data_token, delivery, device, document, headcount,
    invitation, is_null, member, pair, registration, session, spec, task, volunteer_hours,
};
use crate::replica::{Replica, State};
use crate::review::kind_of;
use crate::time::{Day, Millis};
use crate::value::{FieldValue, Fields};
use crate::verdict::{Answer, Verdict};

/// What a change does, and to whom or what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doing {
    /// Name of the kind of record.
    pub kind: &'static str,
    /// `added`, `changed`, `cancelled` or, of a phone, `signed_out`, of a member's second factor `guarded` or
    /// `unguarded`, of what they undertake `undertook`, of a link for another password `renewal` or
    /// `renewed`, of two people `joined`, `parted` or `reopened`; of a decision `kept`, `taken`, `reopened` or
    /// `put_aside`; of what identified somebody `erased` or, from the log, `redacted`.
    pub action: &'static str,
    /// Whom or what it is about: a person, an activity, a member.
    pub subject: String,
    /// Where it happened: the activity of the session, for attendance and the like; of two people the other one.
    pub place: String,
    /// The group of the session, where its activity has several.
    pub group: String,
    /// The day of the session, where there is one.
    pub day: Option<Day>,
    /// What was handed over, of goods.
    pub item: String,
    /// The session it belongs to, where there is one.
    pub session: Option<Id>,
    /// What was said of the person, for attendance.
    pub mark: Option<Mark>,
    /// The activity it belongs to.
    pub activity: Option<Id>,
}

/// What a change of these fields does. `created` tells a new record from a changed one.
pub fn doing(replica: &Replica, kind: Kind, record: Id, set: &Fields, created: bool, arabic: bool) -> Doing {
    let seen = replica.get(record);
    if kind == Kind::ReviewItem {
        return deciding(replica, seen, set, arabic);
    }
    let id =
        |field| Option::<Id>::read(set.get(field)).or_else(|| seen.and_then(|record| record.read(field)));
    let name = |id: Option<Id>| id.map_or_else(String::new, |id| name_of(replica, id, arabic));
    let session = match kind {
        Kind::Session => Some(record),
        Kind::Attendance => id(attendance::SESSION),
        Kind::HeadCount => id(headcount::SESSION),
        Kind::Delivery => id(delivery::SESSION),
        _ => None,
    };
    let held = session.and_then(|session| replica.get(session)).map(Session::of);
    let activity = match kind {
        Kind::Activity => Some(record),
        Kind::Registration => id(registration::ACTIVITY),
        Kind::Session => id(session::ACTIVITY),
        Kind::Delivery => id(delivery::ACTIVITY),
        Kind::Group | Kind::Schedule => id(crate::record::group::ACTIVITY),
        Kind::VolunteerHours => id(volunteer_hours::ACTIVITY),
        _ => held.as_ref().map(|session| session.activity),
    };
    let subject = match kind {
        Kind::Attendance => name(id(attendance::BENEFICIARY)),
        Kind::Registration => name(id(registration::BENEFICIARY)),
        Kind::Delivery => name(id(delivery::BENEFICIARY)),
        Kind::Consent => name(id(consent::BENEFICIARY)),
        Kind::Pair => name(id(pair::ONE)),
        Kind::VolunteerHours => name(id(volunteer_hours::MEMBER)),
        Kind::Task => name(id(task::MEMBER)),
        Kind::Session | Kind::Group | Kind::Schedule | Kind::HeadCount => name(activity),
        _ => name(Some(record)),
    };
    let cancelled =
        kind == Kind::Session && SessionStatus::read(set.get(session::STATUS)) == SessionStatus::Cancelled;
    let said = |field| {
        set.get(field)
            .or_else(|| seen.and_then(|record| record.fields.get(field)))
    };
    let goods = |field| said(field).filter(|_| kind == Kind::Delivery);
    let taken_back = goods(delivery::QUANTITY).is_some_and(|quantity| i64::read(Some(quantity)) == 0);
    Doing {
        kind: kind.name(),
        action: if cancelled || taken_back {
            "cancelled"
        } else if kind == Kind::Device && set.get(device::SIGNED_OUT).is_some() {
            "signed_out"
        } else if let (Kind::Member, false, Some(has)) = (kind, created, set.get(member::SECOND_FACTOR)) {
            if bool::read(Some(has)) {
                "guarded"
            } else {
                "unguarded"
            }
        } else if kind == Kind::Member
            && set.get(member::UNDERTOOK).is_some()
            && set.get(member::NAME).is_none()
        {
            // Nothing stood there before, and yet nobody comes in by it.
            "undertook"
        } else if kind == Kind::Association && set.get(association::EXPORTED).is_some() {
            "exported"
        } else if kind == Kind::Association && set.get(association::REPORT_DELETED).is_some() {
            "report_deleted"
        } else if kind == Kind::VolunteerHours && bool::read(set.get(volunteer_hours::TAKEN_BACK)) {
            "cancelled"
        } else if kind == Kind::Beneficiary && set.get(beneficiary::ERASED).is_some() {
            "erased"
        } else if kind == Kind::Invitation {
            about_link(set, id(invitation::MEMBER).is_some(), created)
        } else if withdraws(kind, set) {
            "cancelled"
        } else if kind == Kind::Pair {
            match Sameness::read(set.get(pair::SAID)) {
                Sameness::Same => "joined",
                Sameness::Different => "parted",
                _ => "reopened",
            }
        } else if created {
            "added"
        } else {
            "changed"
        },
        subject,
        place: if matches!(
            kind,
            Kind::Attendance | Kind::Registration | Kind::Delivery | Kind::VolunteerHours
        ) {
            name(activity)
        } else if kind == Kind::Pair {
            name(id(pair::OTHER))
        } else {
            String::new()
        },
        group: session
            .and_then(|session| group_named(replica, session))
            .unwrap_or_default(),
        day: held
            .map(|session| session.day)
            .or_else(|| Option::read(set.get(session::DAY)).filter(|_| kind == Kind::Session))
            .or_else(|| {
                seen.filter(|_| kind == Kind::VolunteerHours)?
                    .read(volunteer_hours::DAY)
            })
            .or_else(|| goods(delivery::DAY).map(|day| Day::read(Some(day)))),
        item: goods(delivery::ITEM).map_or_else(String::new, |item| String::read(Some(item))),
        session,
        mark: (kind == Kind::Attendance).then(|| Mark::read(set.get(attendance::STATUS))),
        activity,
    }
}

/// Whether it withdraws what a head gave: a program's right to read, a document, something to settle.
fn withdraws(kind: Kind, set: &Fields) -> bool {
    match kind {
        Kind::DataToken => bool::read(set.get(data_token::REVOKED)),
        Kind::Document => bool::read(set.get(document::WITHDRAWN)),
        Kind::Task => set.get(task::MEMBER).is_some_and(is_null),
        _ => false,
    }
}

/// What was done to a link: withdrawn, made for another password, used for one.
fn about_link(set: &Fields, renews: bool, created: bool) -> &'static str {
    let (is_revoked, is_used) = (
        bool::read(set.get(invitation::REVOKED)),
        set.get(invitation::USED_BY).is_some(),
    );
    match (is_revoked, renews) {
        (true, _) => "cancelled",
        (_, true) if is_used => "renewed",
        (_, true) => "renewal",
        (_, false) if created => "added",
        (_, false) => "changed",
    }
}

/// What a decision does: to whatever the change was about that it decides.
fn deciding(replica: &Replica, item: Option<&Record>, set: &Fields, arabic: bool) -> Doing {
    let mut fields = item.map(|item| item.fields.clone()).unwrap_or_default();
    fields.lay(set);
    let item = ReviewItem::of(&Record {
        fields,
        ..Record::empty(Kind::ReviewItem, Id::MIN)
    });
    let about = doing(replica, kind_of(&item), item.record, &item.waits, false, arabic);
    Doing {
        kind: Kind::ReviewItem.name(),
        action: match (item.matter, item.decision) {
            (_, Decision::Take) => "taken",
            (Matter::Refused, Decision::Keep) => "put_aside",
            (_, Decision::Keep) => "kept",
            _ => "reopened",
        },
        mark: None,
        ..about
    }
}

/// One change that is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxLine {
    /// The change.
    pub change: Change,
    /// What it does.
    pub doing: Doing,
    /// When it was recorded, by this phone's clock.
    pub recorded: Millis,
    /// The answer, where the server gave one.
    pub answer: Option<Answer>,
}

/// What was refused of a person: as it was meant to read, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mending {
    /// Which person.
    pub person: Id,
    /// The person as whoever recorded it meant them to read.
    pub meant: Beneficiary,
    /// Name of the field at fault; empty where it is the whole.
    pub field: &'static str,
    /// Name of the reason.
    pub reason: &'static str,
}

/// The refused change with a counter, to be mended, where it is of a person.
pub fn mending(replica: &Replica, counter: u64) -> Option<Mending> {
    let item = replica.outbox().find(|item| item.change.counter == counter)?;
    let State::Answered(Answer {
        verdict: Verdict::Refused { field, reason },
        ..
    }) = &item.state
    else {
        return None;
    };
    let change = &item.change;
    (change.kind == Kind::Beneficiary).then(|| Mending {
        person: change.record,
        meant: Beneficiary::of(&change.laid(replica.get(change.record))),
        field: field
            .and_then(|field| spec(change.kind, field))
            .map_or("", |spec| spec.name),
        reason: reason.name(),
    })
}

/// Everything that waits on this phone: what needs a person first, then oldest first.
pub fn outbox(replica: &Replica, arabic: bool) -> Vec<OutboxLine> {
    let mut lines: Vec<OutboxLine> = replica
        .outbox()
        .filter(|item| !matches!(&item.state, State::Answered(answer) if answer.verdict.settles()))
        .map(|item| {
            let change = &item.change;
            let answer = match &item.state {
                State::Answered(answer) => Some(answer.clone()),
                State::Pending => None,
            };
            let created = replica.server_record(change.record).is_none();
            OutboxLine {
                doing: doing(replica, change.kind, change.record, &change.set, created, arabic),
                recorded: change.clock.now,
                change: change.clone(),
                answer,
            }
        })
        .collect();
    lines.sort_by_key(|line| (line.answer.is_none(), line.change.counter));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Record, beneficiary};
    use crate::replica::{Batch, Op, Outgoing};
    use crate::slice::Slice;
    use crate::time::Clock;
    use crate::verdict::Reason;
    use crate::wire::SlicePart;

    fn id(n: u8) -> Id {
        Id::v7(Millis(1), [n; 10])
    }

    fn refused(counter: u64, record: Id, set: Fields) -> Op {
        let change = Change {
            id: Id::of_change(id(9), counter, Millis(1)),
            kind: Kind::Beneficiary,
            record,
            base: 0,
            set,
            clock: Clock::default(),
            counter,
        };
        let answer = Answer {
            change: change.id,
            seq: counter,
            received: Millis(2),
            verdict: Verdict::Refused {
                field: Some(beneficiary::PHONE),
                reason: Reason::BadPhone,
            },
        };
        Op::Queue(Outgoing {
            change,
            state: State::Answered(answer),
        })
    }

    #[test]
    fn what_was_refused_of_a_person_is_mended_from_what_was_meant() {
        let fatima = Beneficiary {
            given_la: "Fatima".into(),
            douar: "Tamait".into(),
            ..Beneficiary::default()
        };
        let known = Record {
            kind: Kind::Beneficiary,
            id: id(1),
            version: 3,
            fields: fatima.clone().fields(),
        };
        let number = [(beneficiary::PHONE, "0612".to_owned().write())];
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![
            Op::Part(SlicePart {
                records: vec![known],
                ..SlicePart::empty(Slice::Register, 3)
            }),
            refused(1, id(1), number.into_iter().collect()),
            refused(2, id(2), fatima.fields()),
        ]));
        let first = mending(&replica, 1).unwrap();
        assert_eq!(
            (first.meant.douar.as_str(), first.meant.phone.as_str()),
            ("Tamait", "0612")
        );
        assert_eq!((first.field, first.reason), ("phone", "bad_phone"));
        let newcomer = mending(&replica, 2).unwrap();
        assert_eq!(
            (newcomer.person, newcomer.meant.given_la.as_str()),
            (id(2), "Fatima"),
            "under the id that others refer to"
        );
        assert_eq!(mending(&replica, 3), None);
    }
}
