//! A push costs few statements, however many changes it brings.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::record::Mark;
use server::sync::sync;
use tracing::field::{Field, Visit};
use tracing::{Event, Instrument, Subscriber, info_span};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use crate::support::{Bed, Phone, World, now, registration, write};

/// Counts the statements that were run within a span called `counted`.
struct Statements(Arc<AtomicUsize>);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let inside = context
            .event_scope(event)
            .is_some_and(|mut scope| scope.any(|span| span.name() == "counted"));
        if event.metadata().target() == "sqlx::query" && inside {
            event.record(&mut Shown);
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

struct Shown;

impl Visit for Shown {
    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

#[tokio::test]
async fn five_hundred_changes_cost_as_many_statements_as_a_handful() {
    let counted = Arc::new(AtomicUsize::new(0));
    let subscriber = tracing_subscriber::registry().with(Statements(counted.clone()));
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let bed = Bed::start().await;
    let world = World::make(&bed.store, "a").await;
    let people = crowd(&bed, &world).await;
    let mut phone = Phone::sign_in(&bed, world.login("volunteer")).await;
    phone.sync().await;
    let mut costs = Vec::new();
    for part in [&people[..5], &people[5..505]] {
        for person in part {
            phone.mark(world.sessions[0], *person, Mark::Present);
        }
        let request = phone.request();
        assert_eq!(request.changes.len(), part.len());
        let hash = server::auth::Token::from_text(phone.cookie.split_once('=').unwrap().1).hash();
        let session = bed
            .store
            .session(&hash, now().plus(-60_000), now().plus(-60_000))
            .await
            .unwrap()
            .unwrap();
        let before = counted.load(Ordering::SeqCst);
        let answering = sync(&bed.store, &session, &request, now()).instrument(info_span!("counted"));
        let response = answering.await.unwrap().response;
        assert!(response.verdicts.iter().all(|answer| answer.verdict.settles()));
        costs.push(counted.load(Ordering::SeqCst) - before);
        phone
            .replica
            .apply(&phone.replica.sync_response(&request, &response, now(), &[]));
    }
    let (few, many) = (costs[0], costs[1]);
    assert!(few > 5, "statements are counted at all: {few}");
    // Ids are asked for, and rows written, five hundred at a time; people the book before knew are not asked for.
    // Of slices in which nothing moved, the association's and the member's own, it is asked again.
    assert!(many <= few + 2, "{few} for a handful, {many} for five hundred");
}

async fn crowd(bed: &Bed, world: &World) -> Vec<domain::id::Id> {
    use domain::{change::Edit, record::Beneficiary};
    let people: Vec<_> = (0..505).map(|_| server::clock::new_id(now())).collect();
    let mut book = bed.store.book(world.association).await.unwrap();
    for person in &people {
        let view = Beneficiary {
            given_la: "Someone".into(),
            ..Beneficiary::default()
        };
        write(
            &mut book,
            &[
                Edit::create(*person, view),
                registration(world.activities[0], *person),
            ],
        )
        .await;
    }
    book.close().await.unwrap();
    people
}
