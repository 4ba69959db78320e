//! Registering oneself: one short form, the notice beside the consents, what is wrong beside each field.

use leptos::prelude::*;

use super::asked::{Asked, Questionnaire};
use super::association::Shown;
use super::offer::{Facts, Offer, whatsapp};
use super::page::{Frame, Page};
use super::privacy;
use crate::component::{Card, Choice, ChoiceOption, Field, FieldKind, Icon, IconName, Notice, NoticeKind};
use crate::i18n::{Common, Field as Labels, Person, Privacy, Problem, Public};
use crate::intent::{InputFault, SelfForm};

/// The answer that keeps a commune as it was written.
pub const AS_WRITTEN: &str = "words";
/// The field nobody sees: what fills it in is no person.
pub const TRAP: &str = "website";
/// Months a person's data is kept where the association says nothing.
pub(super) use domain::erasure::MONTHS;

/// The form as it stands.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What was typed so far.
    pub form: SelfForm,
    /// What tells this form from every other, signed.
    pub stamp: String,
    /// Each field at fault.
    pub faults: Vec<InputFault>,
    /// The activity's own questions.
    pub asked: Asked,
    /// Communes that go by the name that was typed, by code and name: one is to be chosen.
    pub communes: Vec<(String, String)>,
    /// Names of communes to suggest.
    pub nearby: Vec<String>,
    /// What kept a right form from being taken.
    pub trouble: Option<String>,
}

/// The page, whole.
pub fn draw(frame: Frame, association: Shown, offer: Offer, entry: Entry) -> String {
    Owner::new().with(|| view! { <RegisterPage frame association offer entry /> }.to_html())
}

#[component]
fn RegisterPage(
    /// What the server knows of the page.
    frame: Frame,
    /// Who offers the activity.
    association: Shown,
    /// The activity.
    offer: Offer,
    /// The form as it stands.
    entry: Entry,
) -> impl IntoView {
    let words = frame.words();
    let name = association.name(&frame);
    let share = whatsapp(&format!(
        "{} {}",
        words.invite(&offer.title, &name),
        frame.address()
    ));
    let by = words.offered_by(&name);
    let title = offer.title.clone();
    let about = frame.link(&format!("/a/{}", association.id));
    let (approval, activity) = (offer.approval, offer.id.to_string());
    let facts = view! { <Facts frame=frame.clone() offer /> };
    let trouble = view! { <Trouble frame=frame.clone() entry=entry.clone() /> };
    let form = view! { <Form frame=frame.clone() association activity entry /> };
    view! {
        <Page frame title=words.register_for(&title) description=by.clone() picture=true>
            <h1><bdi>{title}</bdi></h1>
            <p class="site__promise"><a href=about>{by}</a></p>
            <Card>
                {facts}
                {approval.then(|| view! { <p>{words.approval}</p> })}
            </Card>
            {trouble}
            {form}
            <a class="button button--quiet site__enter" href=share rel="noopener noreferrer external">
                <Icon name=IconName::Chat />{words.share}
            </a>
        </Page>
    }
}

/// What keeps the form from being taken, with a way to each field.
#[component]
fn Trouble(
    /// What the server knows of the page.
    frame: Frame,
    /// The form as it stands.
    entry: Entry,
) -> impl IntoView {
    let words = frame.words();
    let labels = Labels::of(frame.lang);
    let fields = entry.faults.iter().map(|fault| fault.field);
    let fields = fields.chain((!entry.communes.is_empty()).then_some("commune_choice"));
    let fields: Vec<_> = fields
        .map(|field| (field.to_owned(), label(words, labels, field).to_owned()))
        .chain(entry.asked.wrong())
        .map(|(field, label)| view! { <a href=format!("#field-{field}")>{label}</a> })
        .collect();
    let text = match (entry.trouble, fields.is_empty()) {
        (Some(trouble), _) => trouble,
        (None, false) => words.correct.to_owned(),
        (None, true) => return ().into_any(),
    };
    view! {
        <Notice kind=NoticeKind::Error title=words.not_yet text>{fields.collect_view()}</Notice>
    }
    .into_any()
}

fn label(words: &'static Public, labels: &'static Labels, field: &'static str) -> &'static str {
    match field {
        "birth" => words.birth,
        "given_other" => words.other_given,
        "family_other" => words.other_family,
        "commune_choice" => words.which_commune,
        "taking_part" => words.agreement,
        other => labels.label(other),
    }
}

/// The form itself.
#[component]
fn Form(
    /// What the server knows of the page.
    frame: Frame,
    /// Who keeps what is written.
    association: Shown,
    /// The activity's id.
    activity: String,
    /// The form as it stands.
    entry: Entry,
) -> impl IntoView {
    let words = frame.words();
    let action = frame.link(&format!("/r/{activity}"));
    view! {
        <form class="site__form" method="post" action=action novalidate>
            <input type="hidden" name="form" value=entry.stamp.clone() />
            <p class="visually-hidden">
                <label for="field-website">{words.leave_empty}</label>
                <input id="field-website" name=TRAP tabindex="-1" autocomplete="off" />
            </p>
            <Who frame=frame.clone() entry=entry.clone() />
            <Guardian frame=frame.clone() entry=entry.clone() />
            <Questionnaire frame=frame.clone() asked=entry.asked.clone() />
            <Agreement frame association entry />
            <button class="button button--primary button--block">{words.send}</button>
        </form>
    }
}

/// Names, sex, birth, phone, commune.
#[component]
fn Who(
    /// What the server knows of the page.
    frame: Frame,
    /// The form as it stands.
    entry: Entry,
) -> impl IntoView {
    let (words, labels, person) = (frame.words(), Labels::of(frame.lang), Person::of(frame.lang));
    let optional = Common::of(frame.lang).optional;
    let wrong = Why::of(&frame, &entry);
    let form = entry.form.clone();
    let typed = |text: &str| RwSignal::new(text.to_owned());
    let both = !(form.given_other.is_empty() && form.family_other.is_empty());
    let sexes = vec![
        ChoiceOption::new("female", person.female),
        ChoiceOption::new("male", person.male),
    ];
    view! {
        <fieldset class="card">
            <legend class="card__title">{words.who}</legend>
            <p class="muted">{words.any_script}</p>
            <Field label=labels.given_name name="given" value=typed(&form.given) error=wrong.with("given") autocomplete="given-name" />
            <Field label=labels.family_name name="family" value=typed(&form.family) error=wrong.with("family") autocomplete="family-name" />
            <details class="site__more" open=both>
                <summary>{words.other_script}" "<span class="field__note">{optional}</span></summary>
                <Field label=words.other_given name="given_other" value=typed(&form.given_other) error=wrong.with("given_other") />
                <Field label=words.other_family name="family_other" value=typed(&form.family_other) error=wrong.with("family_other") />
            </details>
            <Choice legend=labels.sex name="sex" options=sexes selected=typed(&form.sex) error=wrong.with("sex") />
            <Field label=words.birth hint=words.birth_hint name="birth" value=typed(&form.birth) error=wrong.with("birth") kind=FieldKind::Number />
            <Field label=labels.phone note=optional hint=words.phone_hint name="phone" value=typed(&form.phone) error=wrong.with("phone") kind=FieldKind::Phone autocomplete="tel" />
            <Commune frame entry />
        </fieldset>
    }
}

/// The commune by its name, and which of several that go by it.
#[component]
fn Commune(
    /// What the server knows of the page.
    frame: Frame,
    /// The form as it stands.
    entry: Entry,
) -> impl IntoView {
    let words = frame.words();
    let wrong = Why::of(&frame, &entry);
    let Entry {
        form,
        communes,
        nearby,
        ..
    } = entry;
    let which = (!communes.is_empty()).then(|| {
        let written = ChoiceOption::new(AS_WRITTEN, words.as_written(&form.commune));
        let options = communes.into_iter().map(|(code, name)| ChoiceOption::new(code, name));
        let options: Vec<_> = options.chain([written]).collect();
        let error = Signal::stored(Some(words.choose_commune.to_owned()));
        view! {
            <input type="hidden" name="commune_for" value=form.commune.clone() />
            <Choice legend=words.which_commune name="commune_choice" options selected=RwSignal::new(String::new()) error />
        }
    });
    view! {
        <Field
            label=words.commune hint=words.commune_hint name="commune" value=RwSignal::new(form.commune)
            error=wrong.with("commune") list="communes"
        />
        <datalist id="communes">{nearby.into_iter().map(|name| view! { <option value=name /> }).collect_view()}</datalist>
        {which}
    }
}

/// Who answers for a minor.
#[component]
fn Guardian(
    /// What the server knows of the page.
    frame: Frame,
    /// The form as it stands.
    entry: Entry,
) -> impl IntoView {
    let (words, labels) = (frame.words(), Labels::of(frame.lang));
    let wrong = Why::of(&frame, &entry);
    let form = entry.form;
    view! {
        <fieldset class="card">
            <legend class="card__title">{words.minor}</legend>
            <p class="muted">{words.minor_hint}</p>
            <Field label=labels.guardian_name name="guardian" value=RwSignal::new(form.guardian) error=wrong.with("guardian") />
            <Field label=labels.guardian_phone name="guardian_phone" value=RwSignal::new(form.guardian_phone) error=wrong.with("guardian_phone") kind=FieldKind::Phone />
        </fieldset>
    }
}

/// The notice, and a consent for each purpose.
#[component]
fn Agreement(
    /// What the server knows of the page.
    frame: Frame,
    /// Who keeps what is written.
    association: Shown,
    /// The form as it stands.
    entry: Entry,
) -> impl IntoView {
    let words = frame.words();
    let wrong = Why::of(&frame, &entry).with("taking_part");
    let form = entry.form;
    let months = association.profile.retention_months.unwrap_or(MONTHS);
    let months = words.months(u64::try_from(months).unwrap_or_default());
    let privacy = frame.link(&privacy::path(&association));
    let notice = words.notice(&association.name(&frame), &months);
    view! {
        <fieldset class="card" id="field-taking_part">
            <legend class="card__title">{words.agreement}</legend>
            <p>{notice}</p>
            <a href=privacy>{Privacy::of(frame.lang).link}</a>
            <Agree name="taking_part" text=words.agree_taking_part given=form.taking_part error=wrong />
            <p class="muted">{words.may_refuse}</p>
            <Agree name="contact" text=words.agree_contact given=form.contact />
            <Agree name="photo" text=words.agree_photo given=form.photo />
        </fieldset>
    }
}

/// One consent: a box to tick, its words, and what is wrong under it.
#[component]
fn Agree(
    /// The field's name.
    name: &'static str,
    /// What is agreed to.
    text: &'static str,
    /// Whether it is.
    given: bool,
    /// What is wrong, if something is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = format!("{name}-error");
    let wrong = error.get_untracked();
    let invalid = wrong.as_ref().map(|_| "true");
    let described = wrong.as_ref().map(|_| error_id.clone());
    view! {
        <label class="site__agree">
            <input type="checkbox" name=name value="yes" checked=given aria-invalid=invalid aria-describedby=described />
            <span>{text}</span>
        </label>
        {wrong.map(|why| view! { <p class="field__error" id=error_id role="alert"><Icon name=IconName::Alert /><span>{why}</span></p> })}
    }
}

/// What is wrong with each field, in words.
struct Why(Vec<(&'static str, String)>);

impl Why {
    fn of(frame: &Frame, entry: &Entry) -> Self {
        let problem = Problem::of(frame.lang);
        let why = |fault: &InputFault| match fault.field {
            "taking_part" => (fault.field, frame.words().agree_needed.to_owned()),
            field => (field, problem.refusal(fault.reason.name(), "")),
        };
        Why(entry.faults.iter().map(why).collect())
    }

    fn with(&self, field: &str) -> Signal<Option<String>> {
        let why = self.0.iter().find(|(at, _)| *at == field);
        Signal::stored(why.map(|(_, why)| why.clone()))
    }
}
