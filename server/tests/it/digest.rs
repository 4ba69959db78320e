//! What reports read is packed: they say the same, and what is altered later counts.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Attendance, Beneficiary, Mark, Record, Sex, attendance, beneficiary};
use domain::report::{Facts, Query, Report, report};
use server::clock::new_id;
use server::store::Store;

use crate::support::{Bed, World, now, today, write};

on_each! {
    a_report_of_packed_records_says_what_the_records_say,
}

fn query() -> Query {
    Query::of(today().plus(-1), today().plus(1), today())
}

async fn plain(store: &Store, association: Id) -> Report {
    let mut snapshot = store.snapshot(association).await.unwrap();
    let (mut records, mut last) = (Vec::<Record>::new(), None);
    loop {
        let page = snapshot.records_after(last).await.unwrap();
        let Some(newest) = page.last() else { break };
        last = Some(newest.kept.record.id);
        records.extend(page.into_iter().map(|filed| filed.kept.record));
    }
    report(&Facts::read(records.iter()), &query())
}

async fn packed(store: &Store, association: Id) -> (Report, bool) {
    let read = store.facts(association).await.unwrap();
    (report(&Facts::unpack(&read.digest), &query()), read.unpacked)
}

async fn a_report_of_packed_records_says_what_the_records_say(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let session = world.sessions[0];
    let people: Vec<Id> = (0..2_500).map(|_| new_id(now())).collect();
    let mark = |person: &Id, status| {
        let view = Attendance {
            session,
            beneficiary: *person,
            status,
            by: Some(world.member("volunteer")),
            ..Attendance::default()
        };
        Edit::create(Id::of_attendance(session, *person), view)
    };
    let mut book = bed.store.book(world.association).await.unwrap();
    let added = people.iter().enumerate().map(|(at, person)| {
        let sex = [Sex::Female, Sex::Male][at % 2];
        Edit::create(
            *person,
            Beneficiary {
                given_la: format!("P {at}"),
                sex,
                ..Beneficiary::default()
            },
        )
    });
    write(&mut book, &added.collect::<Vec<_>>()).await;
    write(
        &mut book,
        &people
            .iter()
            .map(|person| mark(person, Mark::Present))
            .collect::<Vec<_>>(),
    )
    .await;
    book.close().await.unwrap();

    let expected = plain(&bed.store, world.association).await;
    assert_eq!(expected.total.people, 2_500);
    assert_eq!(
        packed(&bed.store, world.association).await,
        (expected.clone(), true)
    );
    server::report::packed::pack(&bed.store).await.unwrap();
    assert_eq!(
        packed(&bed.store, world.association).await,
        (expected.clone(), false)
    );

    let mut book = bed.store.book(world.association).await.unwrap();
    let again = Edit::new(Kind::Attendance, Id::of_attendance(session, people[0]))
        .set(attendance::STATUS, Mark::Absent)
        .set(attendance::BY, world.member("second"));
    let corrected = Edit::new(Kind::Beneficiary, people[2]).set(beneficiary::SEX, Sex::Male);
    write(&mut book, &[again, corrected]).await;
    book.close().await.unwrap();
    let altered = plain(&bed.store, world.association).await;
    assert_eq!(altered.total.people, 2_499);
    assert_ne!(altered.by_sex_and_age, expected.by_sex_and_age);
    assert_eq!(packed(&bed.store, world.association).await, (altered, false));
}
