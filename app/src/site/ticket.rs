//! A ticket: its code to scan, what it is for, where it stands, and a way to give the place back.

use domain::record::{RegistrationStatus, StatusClass};
use domain::ticket::Ticket;
use leptos::prelude::*;

use super::association::{Reach, Shown};
use super::offer::{Facts, Offer, whatsapp};
use super::page::{Frame, Page};
use crate::component::{Card, Icon, IconName, Notice, NoticeKind, Qr};

/// What keeps a ticket on the phone that opened it.
const KEEPER: &str = "/ticket.js";

/// What a ticket says.
#[derive(Debug, Clone)]
pub struct Stub {
    /// Its code.
    pub ticket: Ticket,
    /// The given name alone: it tells the tickets of one family apart.
    pub given: String,
    /// Where the registration stands.
    pub status: RegistrationStatus,
    /// The activity.
    pub offer: Offer,
    /// Whether the activity still takes registrations.
    pub open: bool,
    /// Whose it is.
    pub association: Shown,
}

/// The page, whole.
pub fn draw(frame: Frame, stub: Stub) -> String {
    Owner::new().with(|| view! { <TicketPage frame stub /> }.to_html())
}

#[component]
fn TicketPage(
    /// What the server knows of the page.
    frame: Frame,
    /// The ticket.
    stub: Stub,
) -> impl IntoView {
    let words = frame.words();
    let Stub {
        ticket,
        given,
        status,
        offer,
        open,
        association,
    } = stub;
    let title = offer.title.clone();
    let holds = status.class() != StatusClass::Negative;
    let (address, code) = (frame.address(), ticket.to_string());
    let share = whatsapp(&format!("{} {address}", words.my_ticket(&title)));
    let description = words.offered_by(&association.name(&frame));
    let more = open.then(|| {
        let label = if holds { words.another } else { words.again };
        view! { <a class="button button--quiet site__enter" href=frame.link(&format!("/r/{}", offer.id))>{label}</a> }
    });
    let about = frame.link(&format!("/a/{}", association.id));
    let facts = view! { <Facts frame=frame.clone() offer /> };
    let reach = view! { <Reach frame=frame.clone() association /> };
    let cancel = holds.then(|| view! { <Cancel frame=frame.clone() ticket /> });
    view! {
        <Page frame title=words.ticket_title description=description.clone() script=KEEPER>
            <h1><bdi>{title}</bdi></h1>
            <p id="kept" class="site__kept" role="status" hidden>{words.kept}</p>
            <p class="site__promise"><bdi>{given}</bdi></p>
            <Notice kind=kind(status) text=words.state_of(status.name()) />
            {holds.then(|| view! {
                <section class="card site__ticket">
                    <Qr text=address label=words.qr />
                    <p>
                        <span class="muted">{words.ticket_code}</span>
                        <code class="site__code" dir="ltr">{code}</code>
                    </p>
                    <p>{words.ticket_show}</p>
                </section>
            })}
            <Card>{facts}</Card>
            <a class="button button--quiet site__enter" href=share rel="noopener noreferrer external">
                <Icon name=IconName::Chat />{words.share}
            </a>
            {more}
            <Card title=description>
                {reach}
                <a href=about>{words.to_association}</a>
            </Card>
            {cancel}
        </Page>
    }
}

/// The place given back, behind one more tap.
#[component]
fn Cancel(
    /// What the server knows of the page.
    frame: Frame,
    /// Which ticket's.
    ticket: Ticket,
) -> impl IntoView {
    let words = frame.words();
    view! {
        <details class="card site__more">
            <summary>{words.cancel_title}</summary>
            <p>{words.cancel_text}</p>
            <form method="post" action=frame.link(&path(ticket))>
                <button class="button button--danger button--block" name="cancel" value="yes">{words.cancel}</button>
            </form>
        </details>
    }
}

/// Where a ticket's page is.
pub fn path(ticket: Ticket) -> String {
    format!("/t/{ticket}")
}

const fn kind(status: RegistrationStatus) -> NoticeKind {
    match status.class() {
        StatusClass::Positive => NoticeKind::Done,
        StatusClass::Negative => NoticeKind::Warning,
        StatusClass::Pending | StatusClass::Waiting => NoticeKind::Info,
    }
}
