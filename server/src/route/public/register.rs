//! `/r/{activity}`: the form of an activity, and what is sent with it.

use app::intent::{SelfForm, SelfRegistration};
use app::site::asked::{self, Asked};
use app::site::message::Message;
use app::site::register::{self, Entry};
use app::site::ticket;
use axum::Form;
use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::Id;
use domain::questions::{self, Answers, Question, Typed};
use domain::record::{Activity, Admission};
use domain::time::Millis;
use serde::Deserialize;

use super::{Reader, Sent, fresh, page, stamp};
use crate::auth::session::From;
use crate::clock;
use crate::error::ApiError;
use crate::places::{self, Written};
use crate::public::{self, Arrived, Exhibit, PublicLimits, Stamp, StampFault};
use crate::store::Store;

/// Which activity.
#[derive(Debug, Deserialize)]
pub struct Named {
    activity: Id,
}

impl Named {
    /// Its id.
    pub(super) const fn activity(&self) -> Id {
        self.activity
    }
}

/// The form, empty.
pub async fn show(
    State(store): State<Store>,
    reader: Reader,
    named: Result<Path<Named>, PathRejection>,
) -> Result<Response, ApiError> {
    let now = clock::now();
    let exhibit = match find(&store, &reader, named, now).await? {
        Ok(exhibit) => exhibit,
        Err(why) => return Ok(why.page(reader)),
    };
    let entry = Entry {
        stamp: fresh(&store, exhibit.place.record, now),
        asked: Asked {
            questions: exhibit.activity.questions.clone(),
            ..Asked::default()
        },
        ..Entry::default()
    };
    Ok(form(reader, exhibit, StatusCode::OK, entry))
}

/// What was sent: a ticket for it, or the form again with all that was typed.
pub async fn send(
    State(store): State<Store>,
    State(limits): State<PublicLimits>,
    From(address): From,
    reader: Reader,
    named: Result<Path<Named>, PathRejection>,
    sent: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Response, ApiError> {
    let now = clock::now();
    let exhibit = match find(&store, &reader, named, now).await? {
        Ok(exhibit) => exhibit,
        Err(why) => return Ok(why.page(reader)),
    };
    let sent = Sent::of(sent);
    let words = app::i18n::Public::of(reader.lang());
    let (mut entry, read) = sent.read(&store, &exhibit, &reader, now);
    let (said, stamp) = match read {
        Ok(read) => read,
        Err(status) => return Ok(form(reader, exhibit, status, entry)),
    };
    if let Err(seconds) = limits.register(address, exhibit.place.record, now) {
        entry.trouble = Some(words.too_many(&words.seconds(seconds)));
        let mut response = form(reader, exhibit, StatusCode::TOO_MANY_REQUESTS, entry);
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return Ok(response);
    }
    let language = reader.lang().code();
    match public::enrol(&store, exhibit.place, &stamp, said, language, now).await {
        Ok(Arrived::Registered(code)) => {
            Ok(Redirect::to(&reader.listed().link(&ticket::path(code))).into_response())
        }
        Ok(Arrived::Closed) => Ok(Shut::Closed(exhibit.place.association).page(reader)),
        Ok(Arrived::Refused(fault)) => {
            tracing::warn!(reason = fault.reason.name(), field = ?fault.field, "a form that was right is refused");
            entry.trouble = Some(words.busy.to_owned());
            Ok(form(reader, exhibit, StatusCode::UNPROCESSABLE_ENTITY, entry))
        }
        Err(error) => {
            tracing::error!(%error, "a registration failed");
            entry.trouble = Some(words.busy.to_owned());
            Ok(form(reader, exhibit, StatusCode::SERVICE_UNAVAILABLE, entry))
        }
    }
}

fn form(reader: Reader, exhibit: Exhibit, status: StatusCode, entry: Entry) -> Response {
    let entry = Entry {
        nearby: nearby(&exhibit, &reader),
        ..entry
    };
    page(
        status,
        register::draw(reader.listed(), exhibit.association, exhibit.offer, entry),
    )
}

/// Communes around the activity, or else around the association.
fn nearby(exhibit: &Exhibit, reader: &Reader) -> Vec<String> {
    let arabic = reader.lang().dir() == "rtl";
    let around = places::around(&exhibit.activity.commune, arabic);
    if around.is_empty() {
        places::around(&exhibit.association.profile.commune, arabic)
    } else {
        around
    }
}

/// Why there is no form.
enum Shut {
    /// There is no such page.
    Unknown,
    /// It is closed; the association may say more.
    Closed(Id),
    /// By invitation.
    Invited(Id),
}

impl Shut {
    fn page(self, reader: Reader) -> Response {
        let words = app::i18n::Public::of(reader.lang());
        let (association, title, text) = match self {
            Shut::Unknown => return reader.nothing(),
            Shut::Closed(association) => (association, words.closed_title, words.closed_text),
            Shut::Invited(association) => (association, words.invited_title, words.invited_text),
        };
        let way = reader.clone().listed().link(&format!("/a/{association}"));
        let message = Message {
            title,
            text: text.to_owned(),
            way: Some((way, words.to_association)),
        };
        reader.say(StatusCode::CONFLICT, message)
    }
}

async fn find(
    store: &Store,
    reader: &Reader,
    named: Result<Path<Named>, PathRejection>,
    now: Millis,
) -> Result<Result<Exhibit, Shut>, ApiError> {
    let Ok(Path(named)) = named else {
        return Ok(Err(Shut::Unknown));
    };
    let exhibit = public::exhibit(store, named.activity, reader.lang(), now).await?;
    Ok(exhibit.ok_or(Shut::Unknown).and_then(opened))
}

fn opened(exhibit: Exhibit) -> Result<Exhibit, Shut> {
    let association = exhibit.place.association;
    let Activity { admission, .. } = exhibit.activity;
    match admission {
        _ if !exhibit.activity.is_open() => Err(Shut::Closed(association)),
        Admission::Open | Admission::Approval => Ok(exhibit),
        Admission::Invited | Admission::Other(_) => Err(Shut::Invited(association)),
    }
}

/// A form that can be taken, or the status of what is answered to one that cannot.
type Read = Result<(SelfRegistration, Stamp), StatusCode>;

impl Sent {
    fn typed(&self) -> SelfForm {
        SelfForm {
            given: self.text("given"),
            family: self.text("family"),
            given_other: self.text("given_other"),
            family_other: self.text("family_other"),
            sex: self.text("sex"),
            birth: self.text("birth"),
            phone: self.text("phone"),
            commune: self.text("commune"),
            guardian: self.text("guardian"),
            guardian_phone: self.text("guardian_phone"),
            taking_part: self.ticked("taking_part"),
            contact: self.ticked("contact"),
            photo: self.ticked("photo"),
        }
    }

    /// The form as it is shown again, and what is taken from it.
    fn read(&self, store: &Store, exhibit: &Exhibit, reader: &Reader, now: Millis) -> (Entry, Read) {
        let (typed, carried) = (self.typed(), self.text("form"));
        let (commune, communes) = self.commune(reader);
        let checked = SelfForm {
            commune,
            ..typed.clone()
        }
        .check(clock::day(now));
        let (asked, answers) = self.asked(&exhibit.activity.questions);
        let stamp = stamp(self, store, exhibit.place.record, now);
        let words = app::i18n::Public::of(reader.lang());
        let is_right = checked.is_ok() && communes.is_empty() && asked.faults.is_empty();
        let mut entry = Entry {
            form: typed,
            faults: checked.clone().err().unwrap_or_default(),
            asked,
            communes,
            trouble: (stamp.is_err() && is_right).then(|| words.check_again.to_owned()),
            stamp: carried,
            nearby: Vec::new(),
        };
        if stamp == Err(StampFault::Unknown) {
            entry.stamp = fresh(store, exhibit.place.record, now);
        }
        let read = match (checked, stamp) {
            (Ok(said), Ok(stamp)) if is_right => Ok((SelfRegistration { answers, ..said }, stamp)),
            _ => Err(StatusCode::UNPROCESSABLE_ENTITY),
        };
        (entry, read)
    }

    /// The activity's own questions as they are shown again, and the answers.
    fn asked(&self, questions: &[Question]) -> (Asked, Answers) {
        let typed = questions
            .iter()
            .map(|one| (one.key, self.texts(&asked::field(one.key))));
        let typed: Typed = typed.collect();
        let answers = questions::read(questions, &typed);
        let asked = Asked {
            questions: questions.to_vec(),
            faults: questions::faults(questions, &answers, true),
            typed,
        };
        (asked, answers)
    }

    /// What is kept of the commune, and those to choose from where its name is of several.
    fn commune(&self, reader: &Reader) -> (String, Vec<(String, String)>) {
        let (written, chosen) = (self.text("commune"), self.text("commune_choice"));
        let asked = self.text("commune_for") == written && !chosen.is_empty();
        match chosen.as_str() {
            register::AS_WRITTEN if asked => return (written, Vec::new()),
            code if asked && places::is_known(code) => return (chosen, Vec::new()),
            _ => {}
        }
        match places::read(&written, reader.lang().dir() == "rtl") {
            Written::One(held) => (held, Vec::new()),
            Written::Several(communes) => (written, communes),
        }
    }
}
