//! How to put Hadir on the home screen.

use leptos::prelude::*;

use super::{Button, ButtonKind, Notice};
use crate::i18n::use_words;

/// How this browser installs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstallWay {
    /// The browser offers it: a button will do.
    Offered,
    /// By the menu of an Android browser.
    Android,
    /// By the share menu of an iPhone.
    Ios,
}

/// Says why and how to install, in this browser's own way.
#[component]
pub fn InstallHint(
    /// How this browser installs.
    way: InstallWay,
    /// The install button was tapped.
    on_install: Callback<()>,
    /// Not now.
    on_dismiss: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let text = match way {
        InstallWay::Offered => words.shell.install_why,
        InstallWay::Android => words.shell.install_android,
        InstallWay::Ios => words.shell.install_ios,
    };
    view! {
        <Notice title=words.shell.install_title text=text>
            {(way == InstallWay::Offered).then(|| view! {
                <Button label=words.shell.install on_click=Callback::new(move |_| on_install.run(())) />
            })}
            <Button
                kind=ButtonKind::Quiet label=words.shell.not_now
                on_click=Callback::new(move |_| on_dismiss.run(()))
            />
        </Notice>
    }
}
