//! The notice of law 09-08, and a form for requests about personal data with a number to follow each by.

use domain::record::{Request, Right};
use leptos::prelude::*;

use super::association::{Reach, Shown};
use super::page::{Frame, Page};
use super::register::{MONTHS, TRAP};
use crate::component::{Card, Choice, ChoiceOption, Field, FieldKind, Notice, NoticeKind};
use crate::i18n::{Common, Day, Field as Labels, Inbox, Privacy, Problem};
use crate::intent::{AskAboutData, InputFault};

/// The form as it stands.
#[derive(Debug, Clone, Default)]
pub struct Asking {
    /// What was typed so far.
    pub form: AskAboutData,
    /// What tells this form from every other, signed.
    pub stamp: String,
    /// Each field at fault.
    pub faults: Vec<InputFault>,
    /// What kept a right form from being taken.
    pub trouble: Option<String>,
    /// A number somebody follows, as typed.
    pub number: String,
    /// The request of that number.
    pub followed: Option<Request>,
}

/// The page, whole.
pub fn draw(frame: Frame, association: Shown, asking: Asking) -> String {
    Owner::new().with(|| view! { <PrivacyPage frame association asking /> }.to_html())
}

/// Where the page of an association is.
pub fn path(association: &Shown) -> String {
    format!("/privacy/{}", association.id)
}

#[component]
fn PrivacyPage(
    /// What the server knows of the page.
    frame: Frame,
    /// Who keeps the data.
    association: Shown,
    /// The form as it stands.
    asking: Asking,
) -> impl IntoView {
    let words = Privacy::of(frame.lang);
    let name = association.name(&frame);
    let action = frame.link(&path(&association));
    let notice = view! { <Law frame=frame.clone() association=association.clone() /> };
    let reach = view! { <Reach frame=frame.clone() association /> };
    let follow = view! { <Follow frame=frame.clone() asking=asking.clone() action=action.clone() /> };
    let ask = view! { <Ask frame=frame.clone() asking action /> };
    view! {
        <Page frame title=words.title description=name.clone()>
            <h1>{words.title}</h1>
            <p class="site__promise"><bdi>{name}</bdi></p>
            {follow}
            <Card>{notice}</Card>
            <Card title=words.who>{reach}</Card>
            {ask}
        </Page>
    }
}

/// What the law wants said.
#[component]
fn Law(
    /// What the server knows of the page.
    frame: Frame,
    /// Who keeps the data.
    association: Shown,
) -> impl IntoView {
    let words = Privacy::of(frame.lang);
    let profile = &association.profile;
    let months = u64::try_from(profile.retention_months.unwrap_or(MONTHS)).unwrap_or_default();
    let months = frame.words().months(months);
    let cndp = match profile.cndp.as_str() {
        "" => words.cndp_none.to_owned(),
        number => words.cndp_number(number),
    };
    let said = [
        (words.who, association.name(&frame)),
        (words.what, words.what_text.to_owned()),
        (words.why, words.why_text.to_owned()),
        (words.whom, words.whom_text.to_owned()),
        (words.how_long, words.how_long_text(&months)),
        (words.rights, words.rights_text.to_owned()),
        (words.cndp, cndp),
    ];
    let said = said.map(|(title, text)| view! { <h2 class="card__title">{title}</h2> <p>{text}</p> });
    view! { <div class="site__law">{said.collect_view()}</div> }
}

/// Where a request stands, and a way to look for one by its number.
#[component]
fn Follow(
    /// What the server knows of the page.
    frame: Frame,
    /// The form as it stands.
    asking: Asking,
    /// Where the form is sent.
    action: String,
) -> impl IntoView {
    let words = Privacy::of(frame.lang);
    let asked = !asking.number.is_empty();
    let found = asking.followed.map(|request| stands(&frame, &request));
    let unknown = (asked && found.is_none()).then(|| {
        view! { <Notice kind=NoticeKind::Warning text=words.follow_unknown /> }
    });
    view! {
        {found}
        {unknown}
        <details class="card site__more" open=asked>
            <summary>{words.follow_title}</summary>
            <form class="site__form" method="get" action=action>
                <input type="hidden" name="lang" value=frame.lang.code() />
                <Field label=words.follow_number name="number" value=RwSignal::new(asking.number) kind=FieldKind::Phone />
                <button class="button button--quiet button--block">{words.follow_send}</button>
            </form>
        </details>
    }
}

/// Where one request stands.
fn stands(frame: &Frame, request: &Request) -> impl IntoView + use<> {
    let words = Privacy::of(frame.lang);
    let day = |day: Option<domain::time::Day>| {
        day.map_or_else(String::new, |day| {
            let (year, month, day) = day.ymd();
            Day::new(year, month, day).long(frame.lang)
        })
    };
    let received = day(request.received);
    let (kind, text) = match request.done {
        Some(done) => (NoticeKind::Done, words.answered(&received, &day(Some(done)))),
        None => (NoticeKind::Info, words.open(&received, &day(request.due))),
    };
    let title = Inbox::of(frame.lang).right(request.right.name());
    let number = request.number.clone();
    view! {
        <Notice kind=kind title=title text=text>
            <code class="site__code" dir="ltr">{number}</code>
            <p>{words.follow_keep}</p>
        </Notice>
    }
}

/// The form for a request.
#[component]
fn Ask(
    /// What the server knows of the page.
    frame: Frame,
    /// The form as it stands.
    asking: Asking,
    /// Where it is sent.
    action: String,
) -> impl IntoView {
    let (words, labels, rights) = (
        Privacy::of(frame.lang),
        Labels::of(frame.lang),
        Inbox::of(frame.lang),
    );
    let optional = Common::of(frame.lang).optional;
    let problem = Problem::of(frame.lang);
    let wrong = |field: &str| {
        let fault = asking.faults.iter().find(|fault| fault.field == field);
        Signal::stored(fault.map(|fault| problem.refusal(fault.reason.name(), "")))
    };
    let options = Right::ALL
        .iter()
        .map(|right| ChoiceOption::new(right.name(), rights.right(right.name())));
    let trouble = match (&asking.trouble, asking.faults.is_empty()) {
        (Some(trouble), _) => Some(trouble.clone()),
        (None, false) => Some(frame.words().correct.to_owned()),
        (None, true) => None,
    };
    let typed = |text: &str| RwSignal::new(text.to_owned());
    view! {
        <form class="site__form card" id="ask" method="post" action=action novalidate>
            <h2 class="card__title">{words.ask_title}</h2>
            {trouble.map(|text| view! { <Notice kind=NoticeKind::Error title=words.ask_not_yet text=text /> })}
            <input type="hidden" name="form" value=asking.stamp.clone() />
            <p class="visually-hidden">
                <label for="field-website">{frame.words().leave_empty}</label>
                <input id="field-website" name=TRAP tabindex="-1" autocomplete="off" />
            </p>
            <Choice legend=words.ask_right name="right" options=options.collect() selected=typed(&asking.form.right) error=wrong("right") />
            <Field label=words.ask_name hint=words.ask_name_hint name="name" value=typed(&asking.form.name) error=wrong("name") autocomplete="name" />
            <Field label=labels.phone note=optional hint=words.ask_phone_hint name="phone" value=typed(&asking.form.phone) error=wrong("phone") kind=FieldKind::Phone autocomplete="tel" />
            <Field label=words.ask_details note=optional hint=words.ask_details_hint name="details" value=typed(&asking.form.details) error=wrong("details") kind=FieldKind::Long />
            <button class="button button--primary button--block">{words.ask_send}</button>
        </form>
    }
}
