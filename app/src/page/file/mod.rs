//! The association's file: what of it needs an eye, its receipts and dates, its documents.

#![allow(unreachable_pub, reason = "the component macro writes public builders")]

mod add;
mod describe;
mod documents;
mod needs;
mod papers;

use leptos::prelude::*;

use self::documents::Documents;
pub(super) use self::needs::{needs, reminders};
use self::needs::{needs_today, notices};
use self::papers::Papers;
use super::here::here;
use crate::component::{Empty, IconName, LinkButton, Page};

/// The file, for heads; whoever else opens it is told whom it is for.
#[component]
pub(super) fn FilePage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let leads = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    let today = needs_today(here);
    view! {
        <Page title=words.file.title back="/app/settings" columns=true>
            {move || if leads.get() {
                view! {
                    {move || today.with(|today| notices(here, today))}
                    <Papers here />
                    <Documents here />
                }.into_any()
            } else {
                view! {
                    <Empty icon=IconName::Log title=words.file.title text=words.file.for_heads>
                        <LinkButton href="/app" label=words.shell.go_today />
                    </Empty>
                }.into_any()
            }}
        </Page>
    }
}
