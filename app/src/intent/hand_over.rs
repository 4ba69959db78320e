//! Handing over goods or a service, and taking it back.

use domain::change::Edit;
use domain::id::Id;
use domain::record::{Delivery, GoodsUnit, Session};
use domain::replica::Replica;
use domain::text::western_digits;
use domain::time::Day;
use domain::verdict::Reason;
use domain::view::handed_to;

use super::mark_attendance::open;
use super::{InputFault, line};

/// Where something is handed over: an activity on a day, at a session or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Where {
    /// In which activity.
    pub activity: Id,
    /// On which day.
    pub day: Day,
    /// At which session.
    pub session: Option<Id>,
}

impl Where {
    /// At a session; `None` where the phone does not have it.
    pub fn at(replica: &Replica, session: Id) -> Option<Self> {
        let held: Session = replica.view(session)?;
        Some(Where {
            activity: held.activity,
            day: held.day,
            session: Some(session),
        })
    }

    /// At no session, on a day as the phone's picker gives it: today where nothing is picked, never one that is to come.
    pub fn outside(activity: Id, day: &str, today: Day) -> Result<Self, InputFault> {
        let day = super::day("day", day)?.unwrap_or(today);
        if day > today {
            return Err(fault("day", Reason::BadDay));
        }
        Ok(Where {
            activity,
            day,
            session: None,
        })
    }

    /// The delivery by which a person received an item here, as typed, if they did.
    pub fn received(&self, replica: &Replica, item: &str, person: Id) -> Option<(Id, Delivery)> {
        handed_to(replica, &self.delivery(line(item)), person)
    }

    fn delivery(&self, item: String) -> Delivery {
        Delivery {
            activity: self.activity,
            day: self.day,
            session: self.session,
            item,
            ..Delivery::default()
        }
    }
}

/// To whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// To each of these people.
    People(Vec<Id>),
    /// To so many people without names.
    Unnamed(u32),
}

/// What the sheet asks for: so much of an item to each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Where.
    pub place: Where,
    /// What, as typed.
    pub item: String,
    /// How much each receives, as typed: `2`, `1,5`.
    pub each: String,
    /// What it is counted in.
    pub unit: GoodsUnit,
    /// To whom.
    pub whom: Whom,
}

impl HandOver {
    /// The edits: each delivery, and the session opened; the field at fault where it cannot stand as typed.
    ///
    /// Who was recorded twice and received it already under the other id is not given it twice.
    pub fn edits(&self, replica: &Replica) -> Result<Vec<Edit>, InputFault> {
        let item = line(&self.item);
        if item.is_empty() {
            return Err(fault("item", Reason::Required));
        }
        let each = hundredths(&self.each).ok_or(fault("each", Reason::BadValue))?;
        let Some(me) = replica.me() else {
            return Ok(Vec::new());
        };
        let one = Delivery {
            quantity: each,
            unit: self.unit,
            by: Some(me.member),
            ..self.place.delivery(item)
        };
        let deliveries: Vec<Delivery> = match &self.whom {
            Whom::People(people) if people.is_empty() => return Err(fault("whom", Reason::Required)),
            Whom::People(people) => people.iter().map(|person| to(replica, &one, *person)).collect(),
            Whom::Unnamed(0) => return Err(fault("unnamed", Reason::Required)),
            Whom::Unnamed(count) => vec![more_unnamed(replica, &one, *count)?],
        };
        let stands = |delivery: &Delivery| replica.view::<Delivery>(delivery.id()).as_ref() == Some(delivery);
        let new: Vec<Edit> = deliveries
            .into_iter()
            .filter(|delivery| !stands(delivery))
            .map(whole)
            .collect();
        let opens = self.place.session.filter(|_| !new.is_empty());
        let opens = opens.and_then(|session| open(replica, session));
        Ok(opens.into_iter().chain(new).collect())
    }
}

/// The edits that take deliveries back. What a colleague counted of people without names is theirs to take back, or a
/// head's.
pub fn take_back(replica: &Replica, records: &[Id]) -> Vec<Edit> {
    let me = replica.me().map(|me| me.member);
    let leads = replica.asker().is_some_and(|asker| asker.manages_team());
    let back = |id: &Id| {
        let delivery: Delivery = replica.view(*id)?;
        let named = delivery.beneficiary.is_some();
        let by = if named { me } else { delivery.by };
        let may = named || leads || by == me;
        (may && delivery.stands()).then(|| {
            whole(Delivery {
                quantity: 0,
                by,
                ..delivery
            })
        })
    };
    records.iter().filter_map(back).collect()
}

/// What a person is given, under the id under which they received it already.
fn to(replica: &Replica, one: &Delivery, person: Id) -> Delivery {
    let known = handed_to(replica, one, person).and_then(|(_, there)| there.beneficiary);
    let mut to = Delivery {
        beneficiary: known.or(Some(person)),
        ..one.clone()
    };
    // Who handed it over first did, where nothing else is said of it.
    if let Some(there) = replica.view::<Delivery>(to.id())
        && (there.quantity, there.unit) == (to.quantity, to.unit)
    {
        to.by = there.by;
    }
    to
}

/// What this member counted of people without names, and these beside them.
fn more_unnamed(replica: &Replica, one: &Delivery, count: u32) -> Result<Delivery, InputFault> {
    let before: Option<Delivery> = replica.view(one.id());
    let before = before.filter(Delivery::stands);
    if before.as_ref().is_some_and(|before| before.unit != one.unit) {
        return Err(fault("unit", Reason::BadValue));
    }
    let (quantity, unnamed) = before.map_or((0, 0), |before| (before.quantity, before.unnamed));
    Ok(Delivery {
        quantity: quantity.saturating_add(one.quantity.saturating_mul(count.into())),
        unnamed: unnamed + i64::from(count),
        ..one.clone()
    })
}

/// All that a delivery says, so that it never mixes two.
fn whole(delivery: Delivery) -> Edit {
    Edit::create(delivery.id(), delivery)
}

fn fault(field: &'static str, reason: Reason) -> InputFault {
    InputFault { field, reason }
}

/// A quantity as typed, in any digits; more than nothing. A point or a comma sets hundredths apart and never thousands:
/// what `1,250` kilograms are, nobody knows.
fn hundredths(typed: &str) -> Option<i64> {
    let digits = western_digits(typed);
    let (whole, part) = digits
        .trim()
        .split_once(['.', ',', '٫'])
        .unwrap_or((digits.trim(), ""));
    let fits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !fits(whole) || !fits(part) {
        return None;
    }
    let hundredths = format!("{whole}{part:0<2}").parse().ok();
    hundredths.filter(|hundredths| *hundredths > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{CLOCK, Sample, id};
    use crate::intent::{MarkAttendance, undo};
    use domain::record::{Mark, Member, Role, SessionStatus};
    use domain::same;
    use domain::view::{handed_at, handed_outside, present, received, used_items};

    fn basket(sample: &Sample, whom: Whom) -> HandOver {
        HandOver {
            place: Where::at(&sample.replica, sample.session).unwrap(),
            item: " Ramadan  basket ".into(),
            each: "1,5".into(),
            unit: GoodsUnit::Kilogram,
            whom,
        }
    }

    #[test]
    fn all_who_are_present_receive_it_at_once_and_a_second_tap_says_nothing() {
        let mut sample = Sample::new();
        for (at, mark) in [Mark::Present, Mark::Late, Mark::Absent].into_iter().enumerate() {
            let tap = MarkAttendance::tap(sample.session, sample.people[at], mark);
            sample.run(&tap.edits(&sample.replica, CLOCK));
        }
        let people: Vec<Id> = present(&sample.replica, sample.session).into_iter().collect();
        assert_eq!(people, sample.people[..2]);
        let give = basket(&sample, Whom::People(people));
        let edits = give.edits(&sample.replica).unwrap();
        let plan = sample.plan(&edits);
        let back = undo(&sample.replica, &plan.changes);
        sample.replica.apply(&plan.batch);
        let line = &handed_at(&sample.replica, sample.session)[0];
        assert_eq!(
            (line.item.as_str(), line.quantity, line.people),
            ("Ramadan basket", 300, 2)
        );
        assert_eq!(received(&sample.replica, sample.people[0]).len(), 1);
        assert_eq!(used_items(&sample.replica, sample.activity)[0].each, Some(150));
        assert!(give.edits(&sample.replica).unwrap().is_empty());
        sample.run(&back);
        assert!(handed_at(&sample.replica, sample.session).is_empty());
        assert!(received(&sample.replica, sample.people[0]).is_empty());
    }

    #[test]
    fn outside_a_session_who_received_it_that_day_is_known_and_no_session_is_opened() {
        let mut sample = Sample::new();
        let today = CLOCK.day();
        let outside = Where::outside(sample.activity, "", today).unwrap();
        let person = sample.people[0];
        let give = |place, whom| HandOver {
            place,
            ..basket(&sample, whom)
        };
        let (to_one, to_some) = (
            give(outside, Whom::People(vec![person])),
            give(outside, Whom::Unnamed(4)),
        );
        for give in [&to_one, &to_some] {
            sample.run(&give.edits(&sample.replica).unwrap());
        }
        let there = outside.received(&sample.replica, "ramadan basket", person);
        assert_eq!(there, None, "another item, as far as its words say");
        let (record, there) = outside
            .received(&sample.replica, "Ramadan basket ", person)
            .unwrap();
        assert_eq!((there.session, there.day, there.quantity), (None, today, 150));
        assert!(
            to_one.edits(&sample.replica).unwrap().is_empty(),
            "they have it already"
        );
        let yesterday = Where::outside(sample.activity, &today.plus(-1).to_string(), today).unwrap();
        assert_eq!(
            yesterday.received(&sample.replica, "Ramadan basket", person),
            None
        );

        let line = handed_outside(&sample.replica, sample.activity, today).remove(0);
        assert_eq!((line.quantity, line.people, line.unnamed), (750, 1, 4));
        assert!(handed_outside(&sample.replica, sample.activity, today.plus(-1)).is_empty());
        assert!(handed_at(&sample.replica, sample.session).is_empty());
        let session: Session = sample.replica.view(sample.session).unwrap();
        assert_eq!(
            session.status,
            SessionStatus::Planned,
            "no session is opened by it"
        );

        let at_session = basket(&sample, Whom::Unnamed(9));
        sample.run(&at_session.edits(&sample.replica).unwrap());
        let outside_still = handed_outside(&sample.replica, sample.activity, today);
        assert_eq!(
            outside_still[0].unnamed, 4,
            "what is of a session is not beside it"
        );

        sample.run(&take_back(&sample.replica, &[record]));
        assert_eq!(outside.received(&sample.replica, "Ramadan basket", person), None);
        assert!(!to_one.edits(&sample.replica).unwrap().is_empty(), "given again");
    }

    #[test]
    fn nothing_is_handed_over_on_a_day_to_come() {
        let (activity, today) = (id(40), CLOCK.day());
        let outside = |day: Day| Where::outside(activity, &day.to_string(), today);
        assert_eq!(outside(today.plus(1)), Err(fault("day", Reason::BadDay)));
        assert_eq!(outside(today.plus(-3)).unwrap().day, today.plus(-3));
        assert_eq!(Where::outside(activity, "", today).unwrap().day, today);
    }

    #[test]
    fn people_without_names_add_up_and_open_the_session() {
        let mut sample = Sample::new();
        for count in [3, 4] {
            let give = basket(&sample, Whom::Unnamed(count));
            sample.run(&give.edits(&sample.replica).unwrap());
        }
        let line = handed_at(&sample.replica, sample.session).remove(0);
        assert_eq!((line.quantity, line.unnamed, line.people), (1_050, 7, 0));
        let session: Session = sample.replica.view(sample.session).unwrap();
        assert_eq!(session.status, SessionStatus::Held);
        sample.run(&take_back(&sample.replica, &line.records));
        assert!(handed_at(&sample.replica, sample.session).is_empty());
    }

    #[test]
    fn who_was_recorded_twice_receives_it_once() {
        let mut sample = Sample::new();
        let (kept, dropped) = (sample.people[0], sample.people[1]);
        sample.run(
            &basket(&sample, Whom::People(vec![dropped]))
                .edits(&sample.replica)
                .unwrap(),
        );
        sample.run(&[same::join(kept, dropped)]);
        let again = basket(&sample, Whom::People(vec![kept])).edits(&sample.replica);
        assert!(again.unwrap().is_empty());
        assert_eq!(received(&sample.replica, kept).len(), 1);
    }

    #[test]
    fn a_quantity_is_read_as_it_is_meant() {
        for (typed, said) in [("2", 200), ("1,5", 150), ("٠٫٢٥", 25), (" 12.05 ", 1_205)] {
            assert_eq!(hundredths(typed), Some(said), "{typed}");
        }
    }

    #[test]
    fn what_others_handed_over_is_taken_back_and_undone_in_ones_own_name() {
        let mut sample = Sample::new();
        let session = sample.session;
        let theirs = |to: Option<Id>| Delivery {
            activity: sample.activity,
            day: Where::at(&sample.replica, session).unwrap().day,
            session: Some(session),
            item: "Oil".into(),
            quantity: 100,
            beneficiary: to,
            by: Some(id(77)),
            unnamed: if to.is_some() { 0 } else { 3 },
            ..Delivery::default()
        };
        let (named, unnamed) = (theirs(Some(sample.people[0])), theirs(None));
        let records = [named.id(), unnamed.id()];
        sample.know(records[0], named.clone());
        sample.know(records[1], unnamed);
        let coordinator = Member {
            name: "Amina".into(),
            role: Role::Coordinator,
            ..Member::default()
        };
        sample.know(id(1), coordinator);
        let taken = take_back(&sample.replica, &records);
        assert_eq!(taken.len(), 1, "what they counted is theirs");
        let plan = sample.plan(&taken);
        let back = undo(&sample.replica, &plan.changes);
        sample.replica.apply(&plan.batch);
        sample.run(&back);
        let stands: Delivery = sample.replica.view(named.id()).unwrap();
        assert_eq!(
            (stands.quantity, stands.by),
            (100, sample.replica.me().map(|me| me.member))
        );
    }

    #[test]
    fn what_cannot_stand_names_its_field() {
        let sample = Sample::new();
        let fault = |hand: HandOver| hand.edits(&sample.replica).unwrap_err().field;
        let unnamed = basket(&sample, Whom::Unnamed(1));
        let each = |each: &str| HandOver {
            each: each.into(),
            ..unnamed.clone()
        };
        assert_eq!(fault(basket(&sample, Whom::Unnamed(0))), "unnamed");
        assert_eq!(fault(basket(&sample, Whom::People(Vec::new()))), "whom");
        for typed in ["", "0", "one", "-2", "0,125", "1.250,5", ",5"] {
            assert_eq!(fault(each(typed)), "each", "{typed}");
        }
        let nothing = HandOver {
            item: "  ".into(),
            ..unnamed
        };
        assert_eq!(fault(nothing), "item");
    }
}
