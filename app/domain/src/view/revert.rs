//! Putting back what an entry of the log altered, as a new change: the log keeps both.

use super::log::makes;
use crate::change::Edit;
use crate::erasure::is_erased;
use crate::kind::Kind;
use crate::record::{
    LogEntry, Mark, Meeting, Record, attendance, delivery, document, is_null, leading, request, spec,
    volunteer_hours,
};
use crate::replica::Replica;
use crate::seats::COUNTED;
use crate::time::Millis;
use crate::value::{FieldValue, Fields, Value};

/// What brings a record back to how it stood before an entry: of the fields that the entry set, those which still stand
/// as it left them. `None` where nothing is left to put back, where the record was made by the entry and cannot be
/// unmade, and where putting back is no head's: accounts, decisions, what people agreed to, what was erased.
pub(super) fn revert(replica: &Replica, entry: &LogEntry) -> Option<Edit> {
    let kind = Kind::from_number(u16::try_from(entry.kind).ok()?);
    let record = replica.get(entry.record)?;
    if !entry.stood() || !can_be_put_back(kind) || is_erased(record) {
        return None;
    }
    if let Some(set) = hours_back(kind, record, entry) {
        return Some(Edit {
            kind,
            record: entry.record,
            set,
        });
    }
    let before = match kind {
        Kind::Attendance if entry.before.is_empty() => unmarked(),
        Kind::Delivery if entry.before.is_empty() => taken_back(),
        _ if makes(kind, entry) => return None,
        _ => entry.before.clone(),
    };
    let mut set = back(kind, record, entry, &before);
    if set.is_empty() {
        return None;
    }
    if kind == Kind::Delivery {
        for field in [delivery::UNIT, delivery::UNNAMED, delivery::BY] {
            let said = set.get(field).filter(|said| !is_null(said));
            let said = said.or(record.fields.get(field));
            set.set(field, said.cloned().unwrap_or(Value::Null));
        }
        // Who counted people without names is part of which count it is.
        if record.fields.get(delivery::BENEFICIARY).is_some() {
            set.set(delivery::BY, replica.me().map(|me| me.member).write());
        }
    }
    if kind == Kind::Attendance {
        // A mark that is put back is theirs again who made it; that there is none, who takes it back says.
        let by = match Mark::read(set.get(attendance::STATUS)) {
            Mark::Unmarked if set.get(attendance::STATUS).is_some() => {
                replica.me().map(|me| me.member).write()
            }
            // The entry did not touch whose it is.
            _ if entry.before.get(attendance::BY).is_none() && entry.after.get(attendance::BY).is_none() => {
                record.fields.get(attendance::BY).cloned().unwrap_or(Value::Null)
            }
            _ => before.get(attendance::BY).cloned().unwrap_or(Value::Null),
        };
        set.set(attendance::BY, by);
    }
    Some(Edit {
        kind,
        record: entry.record,
        set,
    })
}

/// The same of several entries about one mark, told as one: back to how it stood before the first of them.
pub(super) fn revert_all(replica: &Replica, first: &LogEntry, last: &LogEntry) -> Option<Edit> {
    let whole = LogEntry {
        before: first.before.clone(),
        ..last.clone()
    };
    revert(replica, &whole)
}

/// The fields that the entry set and nobody has set since, as they stood before. A mark is one whole: where it was
/// marked anew since, nothing of it is put back.
fn back(kind: Kind, record: &Record, entry: &LogEntry, before: &Fields) -> Fields {
    let stands = |number, after: &Value| record.fields.get(number).unwrap_or(&Value::Null) == after;
    let marked_anew = entry
        .after
        .iter()
        .any(|(number, after)| leading(kind) == Some(number) && !stands(number, after));
    if marked_anew {
        return Fields::default();
    }
    let free = |number| {
        let spec = spec(kind, number);
        let fixed = spec.is_none_or(|spec| matches!(spec.meeting, Meeting::Fixed | Meeting::Undertaken));
        // A document without its bytes stays withdrawn.
        let gone = kind == Kind::Document && record.read::<Option<Millis>>(document::GONE).is_some();
        let stays = gone && number == document::WITHDRAWN;
        let servers = spec.is_none_or(|spec| {
            spec.name.starts_with("cin_") || ["exported", "report_deleted"].contains(&spec.name)
        }) || kind == Kind::Registration && COUNTED.contains(&number);
        // Of whom a request is, is found out once; that it was answered may have been a slip.
        let found_out = kind == Kind::Request && number == request::PERSON;
        !(fixed || stays || servers || found_out)
    };
    let lacking = |number, was: &Value| is_null(was) && spec(kind, number).is_some_and(|spec| spec.required);
    let was = |number| before.get(number).cloned().unwrap_or(Value::Null);
    let set = entry
        .after
        .iter()
        .map(|(number, after)| (number, after, was(number)));
    set.filter(|(number, after, was)| free(*number) && stands(*number, after) && was != *after)
        .filter(|(number, _, was)| !lacking(*number, was))
        .map(|(number, _, was)| (number, was))
        .collect()
}

/// Hours that were written down are taken back, and those that were taken back count again.
fn hours_back(kind: Kind, record: &Record, entry: &LogEntry) -> Option<Fields> {
    let is_back: bool = record.read(volunteer_hours::TAKEN_BACK);
    let said = entry.after.get(volunteer_hours::TAKEN_BACK);
    let takes_back = said.is_some_and(|said| bool::read(Some(said)));
    let turns = kind == Kind::VolunteerHours && (takes_back || makes(kind, entry)) && is_back == takes_back;
    turns.then(|| {
        [(volunteer_hours::TAKEN_BACK, (!takes_back).write())]
            .into_iter()
            .collect()
    })
}

/// What stands of goods that were never handed over.
fn taken_back() -> Fields {
    [(delivery::QUANTITY, Value::Int(0))].into_iter().collect()
}

/// What stands of a mark that was never made.
fn unmarked() -> Fields {
    [(attendance::STATUS, Mark::Unmarked.write())]
        .into_iter()
        .collect()
}

const fn can_be_put_back(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Association
            | Kind::Activity
            | Kind::Group
            | Kind::Session
            | Kind::Beneficiary
            | Kind::Registration
            | Kind::Attendance
            | Kind::HeadCount
            | Kind::Delivery
            | Kind::Project
            | Kind::VolunteerHours
            | Kind::Document
            | Kind::Request
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use crate::record::{
        Activity, Association, Attendance, Consent, Document, Member, Project, Request, View, VolunteerHours,
        activity, association, consent, project,
    };
    use crate::replica::{Batch, Me, Op};
    use crate::slice::Slice;
    use crate::time::Day;
    use crate::wire::SlicePart;

    fn id(n: u8) -> Id {
        Id::v7(Millis(1), [n; 10])
    }

    /// A phone of member 1 that holds one record.
    fn holding<V: View>(view: V) -> Replica {
        let record = Record {
            kind: V::KIND,
            id: id(9),
            version: 3,
            fields: view.fields(),
        };
        let mut replica = Replica::new();
        let signed_in = replica.sign_in(Me {
            association: id(3),
            member: id(1),
            device: id(4),
        });
        replica.apply(&signed_in);
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: vec![record],
            ..SlicePart::empty(Slice::Register, 9)
        })]));
        replica
    }

    fn entry(kind: Kind, before: Fields, after: Fields) -> LogEntry {
        LogEntry {
            kind: kind.number().into(),
            record: id(9),
            before,
            after,
            ..LogEntry::default()
        }
    }

    fn offered(title: &str, place: &str) -> Activity {
        Activity {
            title: title.into(),
            place: place.into(),
            ..Activity::default()
        }
    }

    fn said(title: &str, place: &str) -> Fields {
        let said = [
            (activity::TITLE, title.to_owned().write()),
            (activity::PLACE, place.to_owned().write()),
        ];
        said.into_iter().collect()
    }

    #[test]
    fn what_still_stands_is_put_back_and_what_was_said_since_is_not() {
        let entry = entry(
            Kind::Activity,
            said("Literacy", "Hall"),
            said("Reading", "School"),
        );
        let replica = holding(offered("Reading", "School"));
        let edit = revert(&replica, &entry).unwrap();
        assert_eq!((edit.record, edit.set), (id(9), said("Literacy", "Hall")));
        let since = holding(offered("Reading", "Library"));
        let edit = revert(&since, &entry).unwrap();
        assert_eq!(
            edit.set,
            [(activity::TITLE, "Literacy".to_owned().write())]
                .into_iter()
                .collect()
        );
        let put_back = holding(offered("Literacy", "Hall"));
        assert_eq!(revert(&put_back, &entry), None);
    }

    #[test]
    fn a_mark_that_was_new_is_taken_back_in_ones_own_name_unless_it_was_marked_anew() {
        let marked = |status| Attendance {
            session: id(5),
            beneficiary: id(6),
            status,
            by: Some(id(2)),
            ..Attendance::default()
        };
        let entry = entry(Kind::Attendance, Fields::default(), marked(Mark::Absent).fields());
        let edit = revert(&holding(marked(Mark::Absent)), &entry).unwrap();
        assert_eq!(Mark::read(edit.set.get(attendance::STATUS)), Mark::Unmarked);
        assert_eq!(Option::<Id>::read(edit.set.get(attendance::BY)), Some(id(1)));
        assert_eq!(edit.set.get(attendance::SESSION), None);
        assert_eq!(revert(&holding(marked(Mark::Late)), &entry), None);
    }

    #[test]
    fn a_mark_that_was_corrected_is_put_back_as_theirs_who_made_it() {
        let marked = |status, by, excuse: Option<i64>| Attendance {
            session: id(5),
            beneficiary: id(6),
            status,
            by,
            excuse,
            ..Attendance::default()
        };
        let said = |mark: Attendance| -> Fields {
            let said = mark.fields();
            let fields = [attendance::STATUS, attendance::BY, attendance::EXCUSE];
            let said = fields.map(|no| (no, said.get(no).cloned().unwrap_or(Value::Null)));
            said.into_iter().collect()
        };
        for author in [Some(id(2)), None] {
            let before = marked(Mark::Present, author, None);
            for by in [author, Some(id(1))] {
                let after = marked(Mark::Absent, by, None);
                let entry = entry(Kind::Attendance, said(before.clone()), said(after.clone()));
                let edit = revert(&holding(after), &entry).unwrap();
                assert_eq!(Mark::read(edit.set.get(attendance::STATUS)), Mark::Present);
                assert_eq!(Option::<Id>::read(edit.set.get(attendance::BY)), author);
            }
        }
        let before = marked(Mark::Excused, Some(id(2)), Some(2));
        let after = marked(Mark::Excused, Some(id(1)), Some(3));
        let entry = entry(Kind::Attendance, said(before), said(after.clone()));
        let edit = revert(&holding(after), &entry).unwrap();
        assert_eq!(edit.set.get(attendance::EXCUSE), Some(&Value::Int(2)));
        assert_eq!(Option::<Id>::read(edit.set.get(attendance::BY)), Some(id(2)));
        // A head put the excuse back, which left whose mark it is; that is put back too.
        let stands = marked(Mark::Excused, Some(id(2)), Some(2));
        let excuse = |code: i64| [(attendance::EXCUSE, Value::Int(code))].into_iter().collect();
        let put_back = super::tests::entry(Kind::Attendance, excuse(3), excuse(2));
        let edit = revert(&holding(stands), &put_back).unwrap();
        assert_eq!(edit.set.get(attendance::EXCUSE), Some(&Value::Int(3)));
        assert_eq!(Option::<Id>::read(edit.set.get(attendance::BY)), Some(id(2)));
    }

    #[test]
    fn what_was_said_for_the_first_time_is_unsaid_and_what_made_a_record_is_not_unmade() {
        let funded = Activity {
            project: Some(id(2)),
            ..offered("Literacy", "")
        };
        let into_project: Fields = [(activity::PROJECT, Some(id(2)).write())].into_iter().collect();
        let said = entry(Kind::Activity, Fields::default(), into_project);
        let edit = revert(&holding(funded.clone()), &said).unwrap();
        assert_eq!(edit.set, [(activity::PROJECT, Value::Null)].into_iter().collect());
        let made = entry(Kind::Activity, Fields::default(), funded.clone().fields());
        assert_eq!(revert(&holding(funded), &made), None);
    }

    #[test]
    fn of_a_registration_what_only_the_count_says_is_not_put_back() {
        use crate::record::{Registration, RegistrationStatus as Status, registration};
        let left = Registration {
            status: Status::Cancelled,
            why: Some(3),
            stays: vec![crate::seats::Stay::default()],
            ..Registration::default()
        };
        let said =
            |status: Status| -> Fields { [(registration::STATUS, status.write())].into_iter().collect() };
        let mut after = said(Status::Cancelled);
        for field in [registration::WHY, registration::STAYS] {
            after.set(field, left.clone().fields().get(field).cloned().unwrap());
        }
        let entry = entry(Kind::Registration, said(Status::Confirmed), after);
        assert_eq!(
            revert(&holding(left), &entry).unwrap().set,
            said(Status::Confirmed)
        );
    }

    #[test]
    fn a_request_that_was_answered_by_a_slip_is_open_again() {
        let asked = |done| Request {
            name: "Amina".into(),
            person: Some(id(7)),
            done,
            ..Request::default()
        };
        let today = Some(Day(20_000));
        let set = [
            (request::DONE, today.write()),
            (request::PERSON, Some(id(7)).write()),
        ];
        let answered = entry(Kind::Request, Fields::default(), set.into_iter().collect());
        let edit = revert(&holding(asked(today)), &answered).unwrap();
        assert_eq!(edit.set, [(request::DONE, Value::Null)].into_iter().collect());
        assert_eq!(revert(&holding(asked(None)), &answered), None);
        let gone = Request {
            erased: Some(true),
            ..asked(today)
        };
        assert_eq!(revert(&holding(gone), &answered), None);
    }

    #[test]
    fn hours_are_taken_back_and_count_again() {
        let given = |taken_back| VolunteerHours {
            member: id(2),
            day: Day(20_000),
            minutes: 90,
            taken_back,
            ..VolunteerHours::default()
        };
        let flag = |back: bool| -> Fields {
            [(volunteer_hours::TAKEN_BACK, back.write())]
                .into_iter()
                .collect()
        };
        let made = entry(Kind::VolunteerHours, Fields::default(), given(false).fields());
        let edit = revert(&holding(given(false)), &made).unwrap();
        assert_eq!(edit.set, flag(true), "nothing else is said of them");
        assert_eq!(revert(&holding(given(true)), &made), None);
        for before in [flag(false), Fields::default()] {
            let taken = entry(Kind::VolunteerHours, before, flag(true));
            let edit = revert(&holding(given(true)), &taken).unwrap();
            assert_eq!(edit.set, flag(false));
            assert_eq!(revert(&holding(given(false)), &taken), None);
        }
        let minutes = |minutes: i64| -> Fields {
            [(volunteer_hours::MINUTES, minutes.write())]
                .into_iter()
                .collect()
        };
        let altered = entry(Kind::VolunteerHours, minutes(60), minutes(90));
        assert_eq!(revert(&holding(given(false)), &altered).unwrap().set, minutes(60));
    }

    #[test]
    fn a_projects_words_and_a_document_are_put_back_and_what_people_agreed_to_is_not() {
        let project = |name: &str| Project {
            name_la: name.into(),
            ..Project::default()
        };
        let named = |name: &str| -> Fields {
            [(project::NAME_LA, name.to_owned().write())]
                .into_iter()
                .collect()
        };
        let renamed = entry(Kind::Project, named("Reading"), named("Reeding"));
        let edit = revert(&holding(project("Reeding")), &renamed).unwrap();
        assert_eq!(edit.set, named("Reading"));

        let paper = |gone| Document {
            title: "Statuts 2".into(),
            withdrawn: true,
            gone,
            ..Document::default()
        };
        let said = |title: &str, withdrawn: bool| -> Fields {
            let said = [
                (document::TITLE, title.to_owned().write()),
                (document::WITHDRAWN, withdrawn.write()),
            ];
            said.into_iter().collect()
        };
        let both = entry(Kind::Document, said("Statuts", false), said("Statuts 2", true));
        let edit = revert(&holding(paper(None)), &both).unwrap();
        assert_eq!(edit.set, said("Statuts", false));
        let edit = revert(&holding(paper(Some(Millis(9)))), &both).unwrap();
        let title = [(document::TITLE, "Statuts".to_owned().write())];
        assert_eq!(edit.set, title.into_iter().collect(), "its bytes are gone");

        let agreed = |withdrawn| Consent {
            beneficiary: id(2),
            withdrawn,
            ..Consent::default()
        };
        let day = |day: Option<Day>| -> Fields { [(consent::WITHDRAWN, day.write())].into_iter().collect() };
        let withdrawn = entry(Kind::Consent, day(None), day(Some(Day(20_000))));
        assert_eq!(
            revert(&holding(agreed(Some(Day(20_000)))), &withdrawn),
            None,
            "it is given anew"
        );
    }

    #[test]
    fn that_everything_was_taken_away_or_a_report_deleted_is_not_unsaid() {
        let named = |name: &str| (association::NAME_LA, name.to_owned().write());
        let taken = (association::EXPORTED, Some(Millis(9)).write());
        let stands = Association {
            name_la: "Annour".into(),
            exported: Some(Millis(9)),
            report_deleted: "2026-01".into(),
            ..Association::default()
        };
        let before: Fields = [named("Anour")].into_iter().collect();
        let deleted = (association::REPORT_DELETED, "2026-01".to_owned().write());
        let after = [named("Annour"), taken, deleted].into_iter().collect();
        let both = entry(Kind::Association, before.clone(), after);
        assert_eq!(revert(&holding(stands), &both).unwrap().set, before);
    }

    #[test]
    fn nobody_is_unmade_and_no_account_or_refusal_put_back() {
        let reading = offered("Reading", "School");
        let made = entry(Kind::Activity, Fields::default(), reading.clone().fields());
        let replica = holding(reading);
        assert_eq!(revert(&replica, &made), None);
        let mut refused = entry(
            Kind::Activity,
            said("Literacy", "Hall"),
            said("Reading", "School"),
        );
        refused.verdict = 4;
        assert_eq!(revert(&replica, &refused), None);
        let member = Member {
            name: "Salma".into(),
            ..Member::default()
        };
        let named = entry(Kind::Member, Member::default().fields(), member.clone().fields());
        assert_eq!(revert(&holding(member), &named), None);
    }
}
