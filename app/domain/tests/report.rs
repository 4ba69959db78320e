//! Reports are right: against a plain recount, in their sums, and in what they hide.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use domain::erasure;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Attendance, Beneficiary, Delivery, Disability, GoodsUnit, Mark, Record, SessionStatus, Sex, View,
    attendance, beneficiary, pair, registration,
};
use domain::referee::Kept;
use domain::replica::{Batch, Op, Replica};
use domain::report::{
    Digest, Facts, Given, Handed, Item, Milieu, Number, Part, Query, Report, SMALL, Sittings, State, Tally,
    attendances, bands, bared, behind, given_by_hand, masked, meetings, report, unnamed_deliveries,
};
use domain::slice::Slice;
use domain::time::{Day, Millis};
use domain::value::Value;
use domain::view::member_hours;
use domain::wire::SlicePart;
use proptest::prelude::*;

use town::equations::found_out;
use town::{ITEMS, PEOPLE, SESSIONS, day, id, town};

#[allow(dead_code, reason = "each test file takes what it needs")]
mod town;

fn query() -> Query {
    Query::of(day(10), day(45), day(40))
}

fn sum<'a>(cells: impl Iterator<Item = &'a Tally>) -> Tally {
    cells.fold(Tally::default(), |sum, cell| Tally {
        people: sum.people + cell.people,
        participations: sum.participations + cell.participations,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_report_says_what_a_plain_recount_says(town in town()) {
        let report = town.report(&town.records(), &query());
        let asked = |session: &usize| (10..=45).contains(&town.sessions[*session].0);
        let visits = |person: usize| (0..SESSIONS).filter(|at| asked(at) && town.came(person, *at)).count();
        let who = |of: &dyn Fn(usize) -> bool| {
            let people = (0..PEOPLE).filter(|at| town.one(*at) == *at && visits(*at) > 0 && of(*at));
            let visits: Vec<_> = people.map(visits).collect();
            Tally { people: visits.len() as u64, participations: visits.iter().sum::<usize>() as u64 }
        };
        prop_assert_eq!(report.total, who(&|_| true));
        for ((sex, band), cell) in &report.by_sex_and_age {
            let fits = |at: usize| {
                let age = town.people[at].1.map(|born| 2026 - born);
                let expected = age.map(|age| match age {
                    0..6 => 0, 6..15 => 1, 15..18 => 2, 18..25 => 3, 25..36 => 4, 36..60 => 5, _ => 6,
                });
                town.people[at].0 == *sex && expected == *band
            };
            prop_assert_eq!(*cell, who(&fits), "{:?} {:?}", sex, band);
        }
        for (milieu, cell) in report.by_milieu() {
            let lives = |at: usize| match milieu {
                Milieu::Urban => town.people[at].2 == "01.511.01.0",
                Milieu::Rural => town.people[at].2 == "01.331.11.07",
                Milieu::Unknown => !town.people[at].2.starts_with('0'),
            };
            prop_assert_eq!(cell, who(&lives), "{:?}", milieu);
        }
        for (answer, cell) in &report.by_disability {
            let said = |at: usize| town.difficulties[at].map(Disability::from_number) == *answer;
            prop_assert_eq!(*cell, who(&said), "{:?}", answer);
        }
        for (at, name) in (0..ITEMS.len()).map(|at| (at, town.called(at))) {
            let given: Vec<_> = town.handed.iter()
                .filter(|((_, _, on, item), (quantity, _))| (10..=45).contains(on) && *item == at && *quantity > 0)
                .collect();
            let to: BTreeSet<usize> = given.iter().filter_map(|((to, ..), _)| *to).map(|to| town.one(to)).collect();
            let named = given.iter().filter(|((to, ..), _)| to.is_some()).count() as u64;
            let unnamed: i64 = given.iter().filter(|((to, ..), _)| to.is_none()).map(|(_, (_, unnamed))| unnamed).sum();
            let counted = Handed {
                times: named + unnamed as u64,
                hundredths: given.iter().map(|(_, (quantity, _))| *quantity as u64).sum(),
                people: to.len() as u64,
                unnamed: unnamed as u64,
            };
            let item = Item { name: name.to_owned(), unit: GoodsUnit::Piece };
            prop_assert_eq!(report.handed.get(&item).copied().unwrap_or_default(), counted, "{}", name);
            let shown = masked(&report).handed.get(&item).copied().flatten();
            let few = |count: u64| (1..SMALL).contains(&count);
            let may_be_shown = !given.is_empty() && !few(counted.people) && !few(counted.unnamed);
            prop_assert_eq!(shown, Some(counted).filter(|_| may_be_shown), "few are hidden with all that is said of them");
        }
        prop_assert!(report.handed.len() <= ITEMS.len(), "however an item is written, it is one: {:?}", report.handed);
        let was_there = |at: usize| (0..SESSIONS).any(|session| town.sessions[session].0 < 10 && town.came(at, session));
        let returning = report.by_new.get(&false).copied().unwrap_or_default();
        prop_assert_eq!(returning, who(&was_there));
        let women: i64 = town.counted.iter()
            .filter(|(at, _)| asked(at) && town.sessions[**at].2 != SessionStatus::Cancelled)
            .map(|(_, women)| women).sum();
        prop_assert_eq!(report.unnamed.women as i64, women);
        let held = (0..SESSIONS).filter(|at| asked(at) && town.held(*at)).count();
        prop_assert_eq!(report.sessions.held as usize, held);
        prop_assert_eq!(report.sessions.planned() as usize, (0..SESSIONS).filter(asked).count());
        let parts = report.by_activity.values().map(|part| part.sessions.planned()).sum::<u64>();
        prop_assert_eq!(report.sessions.planned(), parts);
    }

    #[test]
    fn time_that_was_written_down_counts_for_who_gave_it_apart_from_sessions(town in town()) {
        let only = |activities: Option<BTreeSet<Id>>| Query { activities, ..query() };
        for (asked, activity) in [(only(None), None), (only(Some([id(2, 1)].into())), Some(1))] {
            let report = town.report(&town.records(), &asked);
            for member in 0..3 {
                let counts = |(by, on, _, of, taken_back): &&town::ByHand| {
                    *by == member && !taken_back && (10..=45).contains(on) && (activity.is_none() || *of == activity)
                };
                let minutes: i64 = town.by_hand.iter().filter(counts).map(|time| time.2).sum();
                let given = report.volunteers.get(&id(6, member)).copied().unwrap_or_default();
                prop_assert_eq!(given.by_hand as i64, minutes);
                prop_assert_eq!(given.sessions == 0 && given.by_hand == 0, !report.volunteers.contains_key(&id(6, member)));
            }
            let without: Vec<Record> =
                town.records().into_iter().filter(|record| record.kind != Kind::VolunteerHours).collect();
            let bare = town.report(&without, &asked);
            let sessions = |report: &Report| -> Vec<_> {
                let of = report.volunteers.iter().filter(|(_, given)| given.sessions > 0);
                of.map(|(id, given)| (*id, given.sessions, given.minutes)).collect()
            };
            prop_assert_eq!(sessions(&report), sessions(&bare));
            prop_assert_eq!(Report { volunteers: bare.volunteers.clone(), ..report }, bare);
        }
    }

    #[test]
    fn what_a_member_reads_of_their_time_is_what_the_report_counts(town in town()) {
        let records = town.records();
        let report = town.report(&records, &query());
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![Op::Part(SlicePart { records, ..SlicePart::empty(Slice::Register, 9) })]));
        for member in (0..3).map(|at| id(6, at)) {
            let hours = member_hours(&replica, member, (query().from, query().to), false);
            prop_assert_eq!(hours.given, report.volunteers.get(&member).copied().unwrap_or_default());
        }
    }

    #[test]
    fn what_was_packed_reads_as_the_records_do(town in town(), cut in 0_usize..40, stale in any::<bool>()) {
        let records = town.records();
        let cut = cut.min(records.len());
        let mut kept = Digest::default();
        // A state that was kept before the record was altered.
        for record in records.iter().filter(|_| stale) {
            let before = match record.kind {
                Kind::Attendance => Record {
                    fields: Attendance { status: Mark::Excused, by: Some(id(6, 1)), ..Attendance::of(record) }.fields(),
                    ..record.clone()
                },
                Kind::Delivery => Record {
                    fields: Delivery { quantity: 77, ..Delivery::of(record) }.fields(),
                    ..record.clone()
                },
                Kind::Beneficiary => Record {
                    fields: Beneficiary { commune: "Elsewhere".into(), ..Beneficiary::of(record) }.fields(),
                    ..record.clone()
                },
                _ => continue,
            };
            kept.put(&before);
        }
        records[..cut].iter().for_each(|record| kept.put(record));
        let bytes = kept.to_bytes();
        prop_assert!(!bytes.windows(7).any(|word| word == b"Person "), "no name is in it");
        let mut read = Digest::default();
        read.put_bytes(&bytes).unwrap();
        records[cut..].iter().for_each(|record| read.put(record));
        prop_assert_eq!(Facts::unpack(&read), Facts::read(records.iter()));
        prop_assert!(read.put_bytes(b"nonsense").is_err());
    }

    #[test]
    fn every_table_adds_up_to_its_total(town in town()) {
        let report = town.report(&town.records(), &query());
        prop_assert_eq!(sum(report.by_sex_and_age.values()), report.total);
        prop_assert_eq!(sum(report.by_commune.values()), report.total);
        prop_assert_eq!(sum(report.by_province().values()), report.total);
        prop_assert_eq!(sum(report.by_region().values()), report.total);
        prop_assert_eq!(sum(report.by_milieu().values()), report.total);
        prop_assert_eq!(sum(report.by_disability.values()), report.total);
        prop_assert_eq!(sum(report.by_new.values()), report.total);
        let parts = report.by_activity.values().map(|part| part.tally.participations);
        prop_assert_eq!(parts.sum::<u64>(), report.total.participations);
        let most = report.by_activity.values().map(|part| part.tally.people).max().unwrap_or_default();
        prop_assert!(most <= report.total.people, "a person counts once");
        let held: u64 = report.by_group.values().map(|part| part.sessions.held).sum();
        prop_assert_eq!(held, report.sessions.held);
    }

    #[test]
    fn every_number_opens_to_as_many_people_as_it_says(town in town()) {
        let records = town.records();
        let facts = Facts::read(records.iter());
        let report = report(&facts, &query());
        let listed = |number: &Number| {
            let people = behind(&facts, &query(), number);
            let times = people.iter().map(|(_, visits)| visits.times).sum();
            Tally { people: people.len() as u64, participations: times }
        };
        let mut told = vec![(Number::Everyone, report.total)];
        told.extend(report.by_sex_and_age.iter().map(|((sex, band), cell)| (Number::SexAndAge(*sex, *band), *cell)));
        told.extend(report.by_commune.iter().map(|(commune, cell)| (Number::Commune(commune.clone()), *cell)));
        told.extend(report.by_province().into_iter().map(|(code, cell)| (Number::Province(code), cell)));
        told.extend(report.by_region().into_iter().map(|(code, cell)| (Number::Region(code), cell)));
        told.extend(report.by_milieu().into_iter().map(|(milieu, cell)| (Number::Milieu(milieu), cell)));
        told.extend(report.by_disability.iter().map(|(answer, cell)| (Number::Disability(*answer), *cell)));
        told.extend(report.handed.iter().map(|(item, one)| {
            let times = one.times - one.unnamed;
            (Number::Received(item.clone()), Tally { people: one.people, participations: times })
        }));
        told.extend(report.by_new.iter().map(|(is_new, cell)| (Number::New(*is_new), *cell)));
        told.extend(report.by_month.iter().map(|(month, cell)| (Number::Month(*month), *cell)));
        told.extend(report.by_activity.iter().map(|(id, part)| (Number::Activity(*id), part.tally)));
        told.extend(report.by_group.iter().map(|(id, part)| (Number::Group(*id), part.tally)));
        for (sex, all) in [Sex::Female, Sex::Male, Sex::Unknown].map(|sex| {
            (sex, sum(report.by_sex_and_age.iter().filter(|((of, _), _)| *of == sex).map(|(_, cell)| cell)))
        }) {
            told.push((Number::Sex(sex), all));
        }
        for (number, said) in told {
            prop_assert_eq!(listed(&number), said, "{:?}", number);
        }
        let months = report.by_month.values().map(|cell| cell.participations).sum::<u64>();
        prop_assert_eq!(months, report.total.participations);
        let days = report.by_day.values().map(|day| (day.came, day.sessions.held)).fold((0, 0), |(came, held), day| (came + day.0, held + day.1));
        prop_assert_eq!(days, (report.total.participations, report.sessions.held));
        let minutes = |number| behind(&facts, &query(), &number).iter().map(|(_, visits)| visits.minutes).sum::<u64>();
        prop_assert_eq!(minutes(Number::Everyone), report.learner_minutes);
        let grown = Query { bands: vec![0, 18], ..query() };
        for ((sex, band), cell) in &town.report(&records, &grown).by_sex_and_age {
            let people = behind(&facts, &grown, &Number::SexAndAge(*sex, *band));
            prop_assert_eq!(people.len() as u64, cell.people, "{:?} {:?}", sex, band);
        }
        for (id, part) in &report.by_group {
            prop_assert_eq!(minutes(Number::Group(*id)), part.learner_minutes);
        }
    }

    #[test]
    fn every_number_of_sessions_opens_to_what_it_says(town in town()) {
        let facts = Facts::read(town.records().iter());
        let report = report(&facts, &query());
        let which = |which: Sittings| meetings(&facts, &query(), &which);
        prop_assert_eq!(which(Sittings::Planned).len() as u64, report.sessions.planned());
        let states = [State::Held, State::Cancelled, State::Unmarked, State::ToCome].map(|state| which(Sittings::Of(state)).len() as u64);
        let cancelled = report.sessions.cancelled.values().sum();
        prop_assert_eq!(states, [report.sessions.held, cancelled, report.sessions.unmarked, report.sessions.to_come]);
        for (reason, count) in &report.sessions.cancelled {
            prop_assert_eq!(which(Sittings::Cancelled(*reason)).len() as u64, *count);
        }
        let length = |sessions: &[Id]| sessions.iter().map(|id| facts.meetings[id].session.minutes as u64).sum::<u64>();
        prop_assert_eq!(length(&which(Sittings::Of(State::Held))), report.sessions.minutes);
        let unnamed = which(Sittings::Unnamed);
        prop_assert!(unnamed.iter().all(|id| facts.meetings[id].unnamed().total() > 0));
        let counted: u64 = unnamed.iter().map(|id| facts.meetings[id].unnamed().total()).sum();
        prop_assert_eq!(counted, report.unnamed.total());
        let attendances = attendances(&facts, &query());
        prop_assert!(attendances.keys().copied().collect::<BTreeSet<Id>>() == which(Sittings::Of(State::Held)).into_iter().collect());
        let of = |count: fn(&domain::report::Attendance) -> u64| attendances.values().map(count).sum::<u64>();
        let whole = report.attendance;
        prop_assert_eq!((of(|one| one.came), of(|one| one.absent), of(|one| one.unmarked)), (whole.came, whole.absent, whole.unmarked));
        for member in (0..3).map(|at| id(6, at)) {
            let led = which(Sittings::Led(member));
            let by_hand = given_by_hand(&facts, &query(), member).iter().map(|(_, time)| time.minutes).sum();
            let given = Given { sessions: led.len() as u64, minutes: length(&led), by_hand };
            prop_assert_eq!(given, report.volunteers.get(&member).copied().unwrap_or_default());
        }
        for (item, one) in &report.handed {
            let otherwise = Item { name: item.name.to_uppercase(), ..item.clone() };
            prop_assert_eq!(unnamed_deliveries(&facts, &query(), &otherwise), unnamed_deliveries(&facts, &query(), item));
            let unnamed = unnamed_deliveries(&facts, &query(), item);
            prop_assert_eq!(unnamed.iter().map(|(_, one)| one.unnamed as u64).sum::<u64>(), one.unnamed);
        }
    }

    #[test]
    fn attendance_is_of_those_who_belonged_and_were_marked(town in town()) {
        let report = town.report(&town.records(), &query());
        let (mut came, mut absent, mut unmarked) = (0, 0, 0);
        let (mut people, mut guests) = ([const { BTreeSet::new() }; 3], BTreeSet::new());
        for (at, (on, activity, _, _)) in town.sessions.iter().enumerate() {
            if !town.held(at) || !(10..=45).contains(on) {
                continue;
            }
            let belong: BTreeSet<usize> = town.registered.iter()
                .filter(|((_, of), (from, to))| of == activity && from <= on && on <= to)
                .map(|((person, _), _)| town.one(*person)).collect();
            let others = (0..PEOPLE).map(|one| town.one(one)).filter(|person| !belong.contains(person));
            guests.extend(others.filter(|person| town.came(*person, at)));
            for person in belong {
                let all: Vec<_> = (0..PEOPLE).filter(|one| town.one(*one) == person)
                    .filter_map(|one| town.marks.get(&(one, at))).filter(|mark| **mark != Mark::Unmarked).collect();
                let of = if town.came(person, at) { came += 1; 0 } else if all.is_empty() { unmarked += 1; 2 } else { absent += 1; 1 };
                people[of].insert(person);
            }
        }
        prop_assert_eq!((report.attendance.came, report.attendance.absent, report.attendance.unmarked), (came, absent, unmarked));
        let said = report.attending;
        prop_assert_eq!([said.came, said.absent, said.unmarked], people.each_ref().map(|people| people.len() as u64));
        let few = |people: usize| (1..SMALL).contains(&(people as u64));
        let shown = masked(&report);
        let hidden = few(report.total.people as usize) || few(people[0].len()) || few(people[1].len());
        prop_assert_eq!(report.guests, guests.len() as u64);
        prop_assert_eq!(shown.rate.is_none(), hidden, "neither the few nor the rate that tells them");
        prop_assert_eq!(shown.attendance.is_none(), hidden || few(guests.len()), "nor how often those came who did not belong");
        let whole = |rate: u64| rate.div_ceil(10) * 10;
        if let Some(rate) = shown.rate.filter(|_| shown.attendance.is_none()) {
            let permille = report.attendance.permille().unwrap_or_default();
            let rate = rate.permille().unwrap_or_default();
            prop_assert!(rate == whole(rate) && rate.abs_diff(permille) <= 6, "{} for {}", rate, permille);
        }
        prop_assert_eq!(shown.unmarked.is_none(), hidden || few(people[2].len()));
    }

    #[test]
    fn outside_holds_nothing_but_what_is_shown(town in town()) {
        let report = town.report(&town.records(), &query());
        let shown = masked(&report);
        let held = bared(&report, &shown);
        prop_assert_eq!(shown.to_json(&held), shown.to_json(&report));
        prop_assert_eq!(held.total, shown.total.unwrap_or_default());
        for (key, cell) in &held.by_sex_and_age {
            prop_assert_eq!(*cell, shown.by_sex_and_age[key].unwrap_or_default());
        }
        for (key, cell) in &held.by_commune {
            prop_assert_eq!(*cell, shown.by_commune[key].unwrap_or_default());
        }
        for (key, cell) in &held.by_disability {
            prop_assert_eq!(*cell, shown.by_disability[key].unwrap_or_default());
        }
        for (key, cell) in &held.by_new {
            prop_assert_eq!(*cell, shown.by_new[key].unwrap_or_default());
        }
        for (key, part) in &held.by_activity {
            let people_alone = Part { tally: shown.by_activity[key].unwrap_or_default(), ..Part::default() };
            prop_assert_eq!(part, &people_alone);
        }
        for (key, one) in &held.handed {
            prop_assert_eq!(*one, shown.handed[key].unwrap_or_default());
        }
        prop_assert!(held.by_day.values().all(|day| day.came == 0) && held.by_day.len() == report.by_day.len());
        prop_assert!(held.by_month.values().all(|month| *month == Tally::default()));
        prop_assert!(held.volunteers.is_empty() && held.by_group.is_empty());
        prop_assert_eq!((held.unnamed.total(), held.learner_minutes), (0, 0));
        prop_assert_eq!((held.attending.came, held.attending.absent, held.attending.unmarked), (0, 0, 0));
        let attendance = shown.attendance.unwrap_or_default();
        prop_assert_eq!((held.attendance.came, held.attendance.absent), (attendance.came, attendance.absent));
        prop_assert_eq!(held.attendance.unmarked, shown.unmarked.unwrap_or_default());
        prop_assert_eq!(held.sessions, report.sessions);
    }

    #[test]
    fn erasing_what_identifies_people_alters_no_number(
        town in town(),
        who in prop::collection::btree_set(0..PEOPLE, 0..PEOPLE),
    ) {
        let records: Vec<Kept> = town.records().into_iter().enumerate().map(told_more).collect();
        let said = |all: &[Kept]| {
            let records: Vec<Record> = all.iter().map(|kept| kept.record.clone()).collect();
            town.report(&records, &query())
        };
        // Who is one with somebody is erased with them.
        let ones: BTreeSet<usize> = who.iter().map(|at| town.one(*at)).collect();
        let erased: BTreeSet<Id> =
            (0..PEOPLE).filter(|at| ones.contains(&town.one(*at))).map(|at| id(1, at)).collect();
        let after: Vec<Kept> = records.iter().map(|kept| without(kept, &erased)).collect();
        prop_assert_eq!(said(&after), said(&records));
        let text = format!("{after:?}");
        for person in &erased {
            prop_assert!(!text.contains(&format!("Zineb {person}")), "{}", text);
        }
    }

    #[test]
    fn what_says_who_people_are_changes_nothing(town in town(), order in any::<u64>()) {
        let mut records = town.records();
        let whole = town.report(&records, &query());
        for record in records.iter_mut().filter(|record| record.kind == Beneficiary::KIND) {
            let person = Beneficiary::of(record);
            record.fields = Beneficiary { given_la: String::new(), ..person }.fields();
        }
        records.sort_by_key(|record| {
            let bytes = record.id.as_bytes();
            u64::from_be_bytes(bytes[8..].try_into().unwrap()).rotate_left(31) ^ order
        });
        prop_assert_eq!(town.report(&records, &query()), whole, "nor does the order they come in");
    }

    #[test]
    fn no_small_commune_is_found_out_by_provinces_and_regions_nor_by_town_and_country(
        numbers in prop::collection::vec(0..12_u64, 10),
        last in 0..10_usize,
    ) {
        let codes = [
            "01.511.01.01", "01.511.01.03", "01.511.03.05", "01.051.01.01", "01.051.01.03", "06.141.01.53",
            "06.141.01.55", "09.581.09.05", "Derb Ghallef", "",
        ];
        let mut whole = Report::default();
        for (code, people) in codes.iter().zip(&numbers).take(last + 1).filter(|(_, people)| **people > 0) {
            let tally = Tally { people: *people, participations: people * 2 };
            whole.by_commune.insert((*code).to_owned(), tally);
            whole.total.people += people;
        }
        let shown = masked(&whole);
        let cells = [&shown.by_commune, &shown.by_province, &shown.by_region];
        let small = |cell: &Option<Tally>| cell.is_some_and(|tally| (1..SMALL).contains(&tally.people));
        prop_assert!(!cells.iter().any(|cells| cells.values().any(small)), "{:?}", shown);
        if shown.total.is_none() {
            return Ok(());
        }
        let mut names = BTreeMap::new();
        let mut unknown = |name: String| { let next = names.len(); *names.entry(name).or_insert(next) };
        let mut lines: Vec<BTreeMap<usize, i64>> = Vec::new();
        let mut told = |level: usize, code: &str, parts: &BTreeMap<String, Option<Tally>>, of: &dyn Fn(&str) -> String, hidden: bool| {
            let hidden_parts = parts.iter().filter(|(part, cell)| of(part) == code && cell.is_none());
            let mut line: BTreeMap<usize, i64> = hidden_parts.map(|(part, _)| (unknown(format!("{} {part}", level + 1)), 1)).collect();
            if hidden { line.insert(unknown(format!("{level} {code}")), -1); }
            lines.push(line);
        };
        let cut = |code: &str, to: usize| if code.starts_with('0') { code[..to].to_owned() } else { String::new() };
        told(0, "", &shown.by_region, &|_| String::new(), false);
        for (region, cell) in &shown.by_region {
            told(1, region, &shown.by_province, &|code| cut(code, 2), cell.is_none());
        }
        for (province, cell) in &shown.by_province {
            told(2, province, &shown.by_commune, &|code| cut(code, 6), cell.is_none());
        }
        // Town and country are made up of the same communes.
        let mut all = BTreeMap::new();
        for (milieu, cell) in &shown.by_milieu {
            prop_assert!(!small(cell), "{:?}", shown);
            let hidden = shown.by_commune.iter().filter(|(code, cell)| Milieu::of(code) == *milieu && cell.is_none());
            let hidden: Vec<&String> = hidden.map(|(code, _)| code).collect();
            let people: u64 = hidden.iter().map(|code| whole.by_commune[*code].people).sum();
            prop_assert!(cell.is_none() || !(1..SMALL).contains(&people), "{:?} has {:?}: {:?}", milieu, hidden, shown);
            let mut line: BTreeMap<usize, i64> = hidden.iter().map(|code| (unknown(format!("3 {code}")), 1)).collect();
            if cell.is_none() {
                line.insert(unknown(format!("4 {}", milieu.name())), -1);
                all.insert(unknown(format!("4 {}", milieu.name())), 1);
            }
            lines.push(line);
        }
        lines.push(all);
        let people = |name: &str| {
            let (level, code) = name.split_once(' ').unwrap();
            let cells = match level {
                "1" => whole.by_region(),
                "2" => whole.by_province(),
                "3" => whole.by_commune.clone(),
                _ => return whole.by_milieu()[&Milieu::from_name(code).unwrap()].people,
            };
            cells[code].people
        };
        let found = found_out(lines, names.len());
        // Of a town all of whose people live in one region, that region is the town.
        let small = names.iter().find(|(name, at)| found.contains(at) && people(name) < SMALL);
        prop_assert!(small.is_none(), "{:?} of {:?}: {:?}", small, names, shown);
    }

    #[test]
    fn nothing_hidden_is_found_out_by_subtracting(numbers in prop::collection::vec(0..14_u64, 3 * 8)) {
        let mut whole = Report { bands: domain::report::BANDS.to_vec(), ..Report::default() };
        for (at, people) in numbers.iter().enumerate().filter(|(_, people)| **people > 0) {
            let sex = [Sex::Unknown, Sex::Female, Sex::Male][at % 3];
            let tally = Tally { people: *people, participations: people * 3 };
            whole.by_sex_and_age.insert((sex, Some(at / 3).filter(|band| *band < 7)), tally);
            whole.total.people += people;
            whole.total.participations += people * 3;
        }
        let shown = masked(&whole);
        let small = |cell: &Option<Tally>| cell.is_some_and(|tally| (1..SMALL).contains(&tally.people));
        prop_assert!(!shown.by_sex_and_age.values().chain(shown.by_sex.values()).chain(shown.by_age.values()).any(small));
        if shown.total.is_none() {
            return Ok(());
        }
        let mut names = BTreeMap::new();
        let mut unknown = |name: String| { let next = names.len(); *names.entry(name).or_insert(next) };
        let mut lines: Vec<BTreeMap<usize, i64>> = Vec::new();
        let sexes: Vec<Sex> = shown.by_sex.keys().copied().collect();
        let bands: Vec<Option<usize>> = shown.by_age.keys().copied().collect();
        for sex in &sexes {
            let mut line = BTreeMap::new();
            for band in bands.iter().filter(|band| shown.by_sex_and_age[&(*sex, **band)].is_none()) {
                line.insert(unknown(format!("{sex:?} {band:?}")), 1);
            }
            if shown.by_sex[sex].is_none() { line.insert(unknown(format!("{sex:?}")), -1); }
            lines.push(line);
        }
        for band in &bands {
            let mut line = BTreeMap::new();
            for sex in sexes.iter().filter(|sex| shown.by_sex_and_age[&(**sex, *band)].is_none()) {
                line.insert(unknown(format!("{sex:?} {band:?}")), 1);
            }
            if shown.by_age[band].is_none() { line.insert(unknown(format!("{band:?}")), -1); }
            lines.push(line);
        }
        lines.push(sexes.iter().filter(|sex| shown.by_sex[sex].is_none()).map(|sex| (unknown(format!("{sex:?}")), 1)).collect());
        lines.push(bands.iter().filter(|band| shown.by_age[band].is_none()).map(|band| (unknown(format!("{band:?}")), 1)).collect());
        let found = found_out(lines, names.len());
        prop_assert!(found.is_empty(), "{:?} of {:?}: {:?}", found, names, shown);
    }
}

#[test]
fn few_recipients_are_hidden_with_a_name_or_without() {
    let shown = |people, unnamed| {
        let one = Handed {
            times: people + unnamed,
            hundredths: 1_200,
            people,
            unnamed,
        };
        let report = Report {
            handed: [(Item::default(), one)].into(),
            ..Report::default()
        };
        masked(&report).handed[&Item::default()].is_some()
    };
    for (people, unnamed, may_be_shown) in [
        (0, 3, false),
        (3, 0, false),
        (2, 2, false),
        (20, 3, false),
        (3, 20, false),
        (0, 5, true),
        (5, 0, true),
        (9, 9, true),
    ] {
        assert_eq!(
            shown(people, unnamed),
            may_be_shown,
            "{people} by name, {unnamed} without"
        );
    }
}

#[test]
fn bands_begin_at_nought_and_ascend() {
    assert_eq!(bands("0, 6،18"), Some(vec![0, 6, 18]));
    assert_eq!(bands("0"), Some(vec![0]));
    for wrong in ["", "6,18", "0,18,6", "0,6,6", "0,x", "0,,6", "0;6", "-1,0"] {
        assert_eq!(bands(wrong), None, "{wrong}");
    }
}

/// A record that says more than reports count: each its own words, and of every other person only the day of birth.
fn told_more((at, mut record): (usize, Record)) -> Kept {
    let name = |id: Id| Value::Text(format!("Zineb {id}").into());
    let says: Vec<(u16, Value)> = match record.kind {
        Kind::Beneficiary => {
            let born = Beneficiary::of(&record).birth_year.filter(|_| at % 2 == 0);
            let day = born.and_then(|year| Day::from_ymd(year.try_into().unwrap(), 5, 9));
            let day = day.map(|day| (beneficiary::BIRTH_DAY, Value::Int(day.0.into())));
            let year = day.is_some().then_some((beneficiary::BIRTH_YEAR, Value::Null));
            let words = [
                beneficiary::GIVEN_LA,
                beneficiary::FATHER,
                beneficiary::DOUAR,
                beneficiary::CARD,
            ];
            let words = words.map(|field| (field, name(record.id)));
            day.into_iter().chain(year).chain(words).collect()
        }
        Kind::Attendance => vec![(attendance::NOTE, name(record.read(attendance::BENEFICIARY)))],
        Kind::Registration => vec![(registration::TICKET, name(record.read(registration::BENEFICIARY)))],
        Kind::Pair => {
            let stood = [(beneficiary::GIVEN_LA, name(record.read(pair::OTHER)))];
            vec![(pair::OTHER_STOOD, Value::Map(stood.into_iter().collect()))]
        }
        _ => Vec::new(),
    };
    record.fields.lay(&says.into_iter().collect());
    Kept {
        record,
        stamps: Vec::new(),
    }
}

/// A record as it stands once the data of some people was erased.
fn without(kept: &Kept, erased: &BTreeSet<Id>) -> Kept {
    let record = &kept.record;
    let of = erasure::people(record.kind, record.id, &record.fields);
    if !of.iter().any(|person| erased.contains(person)) {
        return kept.clone();
    }
    let mut kept = kept.clone();
    if record.kind == Kind::Beneficiary {
        kept.record.fields.set(beneficiary::ERASED, Value::Int(1));
    }
    erasure::bare(&kept, Millis(1)).unwrap_or(kept)
}
