//! What public pages show of records, and nothing else of them.

use app::i18n::Lang;
use app::site::association::Shown;
use app::site::offer::{Meeting, Offer};
use app::site::ticket::Stub;
use domain::id::Id;
use domain::record::{
    Activity, Admission, Association, Beneficiary, Record, Registration, Session, SessionStatus, View,
};
use domain::ticket::Ticket;
use domain::time::{Day, Millis};

use crate::store::{Found, Store, StoreError};
use crate::{clock, places};

/// Meetings that a page shows.
const MEETINGS: usize = 3;

/// An activity that has a page, and whose it is.
#[derive(Debug, Clone)]
pub struct Exhibit {
    /// Where it is kept.
    pub place: Found,
    /// What it says of itself.
    pub activity: Activity,
    /// As the page shows it.
    pub offer: Offer,
    /// The association.
    pub association: Shown,
}

/// A ticket that was given out, and where its registration is kept.
#[derive(Debug, Clone)]
pub struct Held {
    /// The registration.
    pub place: Found,
    /// As the page shows it.
    pub stub: Stub,
}

/// An association by its id.
pub async fn profile(store: &Store, id: Id, lang: Lang) -> Result<Option<Shown>, StoreError> {
    let found = store.records(id, &[id]).await?;
    Ok(found.first().map(|record| {
        let profile = Association::of(record);
        let commune = places::shown(&profile.commune, lang == Lang::Ar);
        Shown { id, profile, commune }
    }))
}

/// The activity of an id, once its page was opened.
pub async fn exhibit(store: &Store, id: Id, lang: Lang, now: Millis) -> Result<Option<Exhibit>, StoreError> {
    let Some(place) = store.open_activity(id).await? else {
        return Ok(None);
    };
    let association = profile(store, place.association, lang).await?;
    let records = store.records(place.association, &[id]).await?;
    let Some((association, record)) = association.zip(records.first()) else {
        return Ok(None);
    };
    Ok(Some(Exhibit {
        place,
        activity: Activity::of(record),
        offer: shown(store, place.association, record, lang, now).await?,
        association,
    }))
}

/// An activity as a page shows it.
pub async fn shown(
    store: &Store,
    association: Id,
    record: &Record,
    lang: Lang,
    now: Millis,
) -> Result<Offer, StoreError> {
    let activity = Activity::of(record);
    let sessions = store.sessions_of(association, record.id).await?;
    Ok(Offer {
        id: record.id,
        title: activity.title,
        sort: activity.sort.name(),
        place: activity.place,
        commune: places::shown(&activity.commune, lang == Lang::Ar),
        capacity: activity.capacity,
        approval: activity.admission == Admission::Approval,
        meetings: coming(&sessions, clock::day(now)),
    })
}

/// The next meetings, the nearest first.
fn coming(sessions: &[Record], today: Day) -> Vec<Meeting> {
    let views = sessions.iter().map(Session::of);
    let mut coming: Vec<Session> = views
        .filter(|session| session.day >= today && session.status != SessionStatus::Cancelled)
        .collect();
    coming.sort_by_key(|session| (session.day, session.slot));
    let meeting = |session: &Session| {
        let (year, month, day) = session.day.ymd();
        Meeting {
            day: app::i18n::Day::new(year, month, day),
            slot: u16::try_from(session.slot).unwrap_or_default(),
            minutes: u16::try_from(session.minutes).unwrap_or_default(),
        }
    };
    coming.iter().take(MEETINGS).map(meeting).collect()
}

/// What a ticket stands for; none where nobody was given it, or it was given anew under another code.
pub async fn held(
    store: &Store,
    ticket: Ticket,
    lang: Lang,
    now: Millis,
) -> Result<Option<Held>, StoreError> {
    let Some(place) = store.ticket(ticket).await? else {
        return Ok(None);
    };
    let records = store.records(place.association, &[place.record]).await?;
    let Some(registration) = records.first().map(Registration::of) else {
        return Ok(None);
    };
    if registration.ticket.parse() != Ok(ticket) {
        return Ok(None);
    }
    let about = [registration.activity, registration.beneficiary];
    let records = store.records(place.association, &about).await?;
    let by = |id: Id| records.iter().find(|record| record.id == id);
    let association = profile(store, place.association, lang).await?;
    let (Some(activity), Some(person), Some(association)) = (
        by(registration.activity),
        by(registration.beneficiary),
        association,
    ) else {
        return Ok(None);
    };
    let stub = Stub {
        ticket,
        given: given(&Beneficiary::of(person), lang),
        status: registration.status,
        offer: shown(store, place.association, activity, lang, now).await?,
        open: Activity::of(activity).is_open(),
        association,
    };
    Ok(Some(Held { place, stub }))
}

/// The given name in the reader's script, or in the one there is.
fn given(person: &Beneficiary, lang: Lang) -> String {
    let (mine, other) = match lang {
        Lang::Ar => (&person.given_ar, &person.given_la),
        Lang::Fr | Lang::En => (&person.given_la, &person.given_ar),
    };
    if mine.is_empty() { other } else { mine }.clone()
}
