//! A new invitation: for whom, as what; then its link as a code, a message and a text.

use domain::record::{Association, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::here::Here;
use super::invitations::until;
use super::members::RoleChoice;
use crate::component::{
    Button, ButtonKind, Field, FieldKind, IconName, LinkButton, Notice, NoticeKind, Qr, Sheet, use_toaster,
};
use crate::device::{CallError, Invitation, InvitationAsk, copied};

/// Days an invitation stays open where nothing else is said.
const DAYS: u32 = 7;
/// Days the server lets one stay open.
const DAYS_ALLOWED: core::ops::RangeInclusive<u32> = 1..=60;

/// The sheet that makes an invitation, and the one that then hands it over.
#[component]
pub(super) fn Invite(here: Here, open: RwSignal<bool>) -> impl IntoView {
    let words = here.words;
    let made = RwSignal::new(None::<(String, Invitation)>);
    let close = Callback::new(move |()| {
        open.set(false);
        made.set(None);
    });
    let ready = Memo::new(move |_| made.with(Option::is_some));
    view! {
        <Sheet
            open=Signal::derive(move || open.get() && !ready.get())
            on_close=close
            title=words.team.invite
        >
            <Ask here made />
        </Sheet>
        <Sheet open=ready on_close=close title=words.team.invitation_ready>
            {move || made.get().map(|(name, invitation)| {
                let text = words.team.share_text(&association(here), &name);
                view! { <HandOver here text invitation close /> }
            })}
        </Sheet>
    }
}

/// For whom, as what, for how long.
#[component]
fn Ask(here: Here, made: RwSignal<Option<(String, Invitation)>>) -> impl IntoView {
    let words = here.words;
    let (name, days) = (RwSignal::new(String::new()), RwSignal::new(DAYS.to_string()));
    let role = RwSignal::new(Role::Volunteer.name().to_owned());
    let activities = RwSignal::new(Vec::<String>::new());
    let (busy, faults) = (RwSignal::new(false), RwSignal::new([None::<String>, None, None]));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let open_days = days
            .get_untracked()
            .trim()
            .parse()
            .ok()
            .filter(|days| DAYS_ALLOWED.contains(days));
        let typed = name.get_untracked().trim().to_owned();
        let refusal = |wrong: bool, reason| wrong.then(|| words.problem.refusal(reason, ""));
        let found = [
            refusal(typed.is_empty(), "required"),
            refusal(open_days.is_none(), "bad_number"),
            None,
        ];
        faults.set(found.clone());
        let (Some(days), None) = (open_days, &found[0]) else {
            return;
        };
        let activities = activities
            .get_untracked()
            .iter()
            .filter_map(|id| id.parse().ok())
            .collect();
        let ask = InvitationAsk {
            name: typed,
            role: role.get_untracked(),
            activities,
            days,
        };
        busy.set(true);
        spawn_local(async move {
            let answer = here.phone.invite(&ask).await;
            busy.set(false);
            match answer {
                Ok(invitation) => made.set(Some((ask.name, invitation))),
                Err(error) => faults.set(refused(here, &error)),
            }
        });
    };
    let fault = move |at: usize| Signal::derive(move || faults.with(|faults| faults[at].clone()));
    view! {
        <form class="stack" novalidate on:submit=submit>
            {move || faults.with(|faults| faults[2].clone()).map(|text| view! { <Notice kind=NoticeKind::Error text /> })}
            <Field label=words.field.name name="invited" value=name required=true error=fault(0) />
            <RoleChoice here role activities />
            <Field label=words.field.valid_days name="days" value=days kind=FieldKind::Number error=fault(1) />
            <Button label=words.team.create_link icon=IconName::Link submit=true block=true busy />
        </form>
    }
}

/// Why no invitation was made: at the name, at the days, or the whole.
fn refused(here: Here, error: &CallError) -> [Option<String>; 3] {
    let field = match error {
        CallError::Answered { envelope, .. } => envelope.field.as_deref().unwrap_or_default(),
        _ => "",
    };
    match field {
        "name" => [Some(here.words.problem.refusal(error.code(), "")), None, None],
        "days" => [None, Some(here.words.problem.refusal(error.code(), "")), None],
        "" => [None, None, Some(here.call_error(error))],
        field => [None, None, Some(here.words.problem.refusal(error.code(), field))],
    }
}

/// The association's name.
fn association(here: Here) -> String {
    let found = here
        .phone
        .read(|replica| replica.view::<Association>(replica.me()?.association));
    found
        .map(|found| found.name(here.arabic()).to_owned())
        .unwrap_or_default()
}

/// The link as a code to show, a message to send, a text to copy.
#[component]
pub(super) fn HandOver(
    here: Here,
    /// What the message says before the link.
    text: String,
    invitation: Invitation,
    close: Callback<()>,
) -> impl IntoView {
    let words = here.words;
    let toaster = use_toaster();
    let text = format!("{text}\n{}", invitation.link);
    let whatsapp = format!("https://wa.me/?text={}", js_sys::encode_uri_component(&text));
    let link = invitation.link.clone();
    let copy = Callback::new(move |_| {
        let link = link.clone();
        spawn_local(async move {
            toaster.say(if copied(&link).await {
                words.common.copied
            } else {
                words.team.copy_failed
            });
        });
    });
    view! {
        <div class="stack">
            <p>{words.team.invitation_once}" "{words.team.expires(&until(here, invitation.expires))}</p>
            <Qr text=invitation.link.clone() label=words.team.show_qr />
            <p class="muted">{words.team.show_qr}</p>
            <p class="team-link" dir="ltr">{invitation.link}</p>
            <LinkButton href=whatsapp label=words.common.share_whatsapp icon=IconName::Chat block=true outside=true />
            <Button kind=ButtonKind::Quiet label=words.common.copy icon=IconName::Copy block=true on_click=copy />
            <Button kind=ButtonKind::Quiet label=words.common.done block=true on_click=Callback::new(move |_| close.run(())) />
        </div>
    }
}
