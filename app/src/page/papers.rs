//! Papers and files that the server makes: PDF to print, workbooks, CSV. They need a network, say how far they are, can
//! be stopped, and are saved as they have come; where the page is left before, they are stopped.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::here::Here;
use crate::component::{Button, ButtonKind, IconName, LinkButton, Notice, NoticeKind, Working};
use crate::device::{CallError, Fetched, Wanted, Work};
use crate::i18n::storage;

/// A file that is asked for: how far it is, what came of it.
#[derive(Clone, Copy)]
pub(super) struct Errand {
    here: Here,
    work: Work,
    busy: RwSignal<bool>,
    fault: RwSignal<Option<String>>,
    stopped: RwSignal<bool>,
    came: RwSignal<Option<Fetched>, LocalStorage>,
}

impl Errand {
    /// Nothing asked for yet. What is under way when its page is left ends there.
    pub(super) fn new(here: Here) -> Self {
        let errand = Errand {
            here,
            work: Work::new(),
            busy: RwSignal::new(false),
            fault: RwSignal::new(None),
            stopped: RwSignal::new(false),
            came: RwSignal::new_local(None),
        };
        on_cleanup(move || {
            errand.work.stop();
            errand.let_go();
        });
        errand
    }

    /// Whether it is under way.
    pub(super) fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Asks for a file.
    pub(super) fn ask(self, wanted: Wanted) {
        if self.busy.get_untracked() {
            return;
        }
        self.let_go();
        self.busy.set(true);
        self.fault.set(None);
        self.stopped.set(false);
        spawn_local(async move {
            let answer = self.here.phone.fetch_file(&wanted, self.work).await;
            if self.busy.try_set(false).is_none() {
                self.answered(answer);
            }
        });
    }

    fn answered(self, answer: Result<Fetched, CallError>) {
        match answer {
            Ok(fetched) => {
                fetched.save();
                self.came.set(Some(fetched));
            }
            Err(CallError::Stopped) => self.stopped.set(true),
            Err(CallError::NoNetwork) => self
                .fault
                .set(Some(self.here.words.fetching.needs_network.to_owned())),
            Err(error) if error.code() == "wrong_sign_in" => {
                self.fault.set(Some(self.here.words.export.wrong.to_owned()))
            }
            Err(error) => self.fault.set(Some(self.here.call_error(&error))),
        }
    }

    fn let_go(self) {
        if let Some(fetched) = self.came.try_update(Option::take).flatten() {
            fetched.let_go();
        }
    }

    /// Whether there is more to show than a button.
    fn says(self) -> bool {
        self.busy.get()
            || self.stopped.get()
            || self.fault.with(Option::is_some)
            || self.came.with(Option::is_some)
    }

    /// How far it is, in words.
    fn far(self) -> String {
        let words = self.here.words.fetching;
        let said = |bytes| storage(self.here.lang(), bytes);
        match self.work.sent() {
            None => words.making.to_owned(),
            Some((come, 0)) => words.come(&said(come)),
            Some((come, all)) => words.come_of(&said(come), &said(all)),
        }
    }
}

/// A paper or a file in the reader's language. `path` is its address, with what it asks.
#[component]
pub(super) fn PaperLink(
    here: Here,
    #[prop(into)] path: Signal<String>,
    #[prop(into)] label: Signal<String>,
    /// What is done with it.
    #[prop(default = IconName::Print)]
    icon: IconName,
) -> impl IntoView {
    let errand = Errand::new(here);
    let fetch = Callback::new(move |_| {
        let path = path.get_untracked();
        let joint = if path.contains('?') { '&' } else { '?' };
        errand.ask(Wanted::At(format!("{path}{joint}lang={}", here.lang().code())));
    });
    view! {
        <div class="paper" class:paper--says=move || errand.says()>
            <Button kind=ButtonKind::Quiet icon label busy=errand.busy() on_click=fetch />
            <HowFar errand />
        </div>
    }
}

/// What is under way, what went wrong, what came.
#[component]
pub(super) fn HowFar(errand: Errand) -> impl IntoView {
    let words = errand.here.words.fetching;
    view! {
        {move || errand.busy.get().then(|| {
            let on_stop = Callback::new(move |()| errand.work.stop());
            view! {
                <Working label=Signal::derive(move || errand.far()) share=Signal::derive(move || errand.work.sent()) on_stop />
            }
        })}
        {move || errand.stopped.get().then(|| view! { <p class="muted" role="status">{words.stopped}</p> })}
        {move || errand.fault.get().map(|text| view! { <Notice kind=NoticeKind::Error text /> })}
        {move || errand.came.get().map(|fetched| view! { <Came here=errand.here fetched /> })}
    }
}

/// A file that came: where it is, and what else can be done with it.
#[component]
fn Came(here: Here, fetched: Fetched) -> impl IntoView {
    let words = here.words.fetching;
    let text = words.here(&fetched.name, &storage(here.lang(), fetched.bytes()));
    let (address, shown) = (fetched.address.clone(), fetched.is_pdf());
    let (sent, fetched) = (fetched.can_be_sent(), StoredValue::new_local(fetched));
    let send = Callback::new(move |_| fetched.with_value(Fetched::send));
    let save = Callback::new(move |_| fetched.with_value(Fetched::save));
    view! {
        <Notice kind=NoticeKind::Done text>
            {shown.then(|| view! {
                <LinkButton href=address label=words.open icon=IconName::Print kind=ButtonKind::Quiet outside=true />
            })}
            {sent.then(|| view! {
                <Button kind=ButtonKind::Quiet icon=IconName::Share label=words.send on_click=send />
            })}
            <Button kind=ButtonKind::Quiet icon=IconName::Import label=words.again on_click=save />
        </Notice>
    }
}
