//! The icons: one stroke, one grid of 24, drawn for Hadir.

use leptos::prelude::*;

/// Lists each icon with its path; a name marked `mirror` points, and turns with the direction of the page.
macro_rules! icons {
    ($($name:ident $(($mirror:ident))?: $path:literal;)*) => {
        /// An icon of the set.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum IconName {
            $($name,)*
        }

        impl IconName {
            /// Every icon.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The outline, on a grid of 24 by 24.
            const fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)*
                }
            }

            /// Whether the icon points along the line of text.
            const fn points(self) -> bool {
                match self {
                    $(Self::$name => icons!(@points $($mirror)?),)*
                }
            }
        }
    };
    (@points mirror) => { true };
    (@points) => { false };
}

icons! {
    Today: "M5 6.5h14v13H5zM5 10.5h14M8.5 4v4M15.5 4v4M9.2 15l2 2 3.6-3.8";
    Activities: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM16.5 12.4l4.1 4.1-4.1 4.1-4.1-4.1z";
    People: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.4 2.9-5.7 6.5-5.7s6.5 2.3 6.5 5.7M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.7c2.1.8 3.5 2.7 3.5 5.3";
    Log: "M6 3.5h8.5L18.5 7.5v13H6zM14 3.5v4.5h4.5M9 12.2h6.5M9 16.2h6.5";
    Me: "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c0-3.8 3.3-6.2 7.5-6.2s7.5 2.4 7.5 6.2";
    Back(mirror): "M20 12H4.5M11 5.5L4.5 12l6.5 6.5";
    Before(mirror): "M14.5 5.5L8 12l6.5 6.5";
    Next(mirror): "M9.5 5.5L16 12l-6.5 6.5";
    Down: "M5.5 9.5L12 16l6.5-6.5";
    Close: "M6 6l12 12M18 6L6 18";
    Search: "M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM15.8 15.8l4.7 4.7";
    Gift: "M4 9h16v4H4zM5.5 13h13v7.5h-13zM12 9v11.5M12 9S10.8 4 8.5 4a2.5 2.5 0 0 0 0 5M12 9s1.2-5 3.5-5a2.5 2.5 0 0 1 0 5";
    Check: "M5 12.8l4.6 4.5L19 7.3";
    Cross: "M7 7l10 10M17 7L7 17";
    Clock: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.3v5l3.2 1.9";
    Excused: "M5 4.5h14v10l-5 5H5zM19 14.5h-5v5M8.5 8.8h7M8.5 12.3h4";
    Circle: "M12 19.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15z";
    Plus: "M12 5v14M5 12h14";
    Minus: "M5 12h14";
    Undo(mirror): "M8.5 5L4.5 9l4 4M4.5 9h9.7a5.4 5.4 0 0 1 0 10.8H11";
    More: "M12 4.7a.7.7 0 1 0 .01 0zM12 11.3a.7.7 0 1 0 .01 0zM12 17.9a.7.7 0 1 0 .01 0z";
    CloudUp: "M7.5 18.5h-.6a4.4 4.4 0 0 1-.4-8.8 5.9 5.9 0 0 1 11.4 1.2 3.9 3.9 0 0 1-.4 7.6h-1M12 20.5v-8M8.9 15.3l3.1-3.1 3.1 3.1";
    CloudDown: "M7.5 18.5h-.6a4.4 4.4 0 0 1-.4-8.8 5.9 5.9 0 0 1 11.4 1.2 3.9 3.9 0 0 1-.4 7.6h-1M12 12v8M8.9 17.2l3.1 3.1 3.1-3.1";
    CloudCheck: "M7 18.5a4.4 4.4 0 0 1-.5-8.8 5.9 5.9 0 0 1 11.4 1.2 3.9 3.9 0 0 1-.4 7.6zM9 14l2.3 2.2 3.9-4.1";
    CloudOff: "M9.2 5.9a5.9 5.9 0 0 1 8.7 5 3.9 3.9 0 0 1 2.4 5.7M17 18.5H7a4.4 4.4 0 0 1-.5-8.8l.3-.7M4 4l16 16";
    Alert: "M12 4.2l8.7 15.3H3.3zM12 10v4.3M12 16.9v.02";
    Info: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.2M12 7.7v.02";
    Phone: "M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM11 17.8h2";
    Call: "M5 4h3.4l1.8 4.4-2.2 1.7a11 11 0 0 0 5.9 5.9l1.7-2.2 4.4 1.8V19a1.5 1.5 0 0 1-1.6 1.5C10.4 20 4 13.6 3.5 5.6A1.5 1.5 0 0 1 5 4z";
    Share: "M12 15V4M8 7.6l4-4 4 4M5 12.5v7h14v-7";
    Chat(mirror): "M4 20.2l1.3-4.1A8 8 0 1 1 8.2 19zM9 10.8h6M9 14h3.5";
    Copy: "M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9";
    Link: "M10.2 13.8a3.6 3.6 0 0 0 5.1 0l3.4-3.4a3.6 3.6 0 0 0-5.1-5.1l-1.3 1.3M13.8 10.2a3.6 3.6 0 0 0-5.1 0l-3.4 3.4a3.6 3.6 0 0 0 5.1 5.1l1.3-1.3";
    Qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM20 14v2.5M17.5 20H20M14 20v.02";
    Scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16";
    Light: "M8.5 3h7v3.5l-1.5 3V21h-4V9.500l-1.5-3zM8.500 6.5h7M12 12.5v2";
    Edit: "M4.5 19.5l1-4.3L16 4.8 19.2 8 8.8 18.5zM13.6 7.2l3.2 3.2";
    Trash: "M4.5 6.5h15M9 6.5V4h6v2.5M6.5 6.5l.9 13.5h9.2l.9-13.5M10 10.5v5.5M14 10.5v5.5";
    Calendar: "M5 6.5h14v13H5zM5 10.5h14M8.5 4v4M15.5 4v4";
    Repeat: "M17 3.5L20 6.5l-3 3M20 6.5H8a4 4 0 0 0-4 4V12M7 20.5l-3-3 3-3M4 17.5h12a4 4 0 0 0 4-4V12";
    Pin: "M12 21s-7-6-7-11.2a7 7 0 0 1 14 0C19 15 12 21 12 21zM12 12.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z";
    Settings: "M4 7h8.5M17.5 7H20M15 4.5v5M4 17h2.5M11.5 17H20M9 14.5v5";
    Globe: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.8 12h16.4M12 3.5c2.4 2.3 3.6 5.1 3.6 8.5s-1.2 6.2-3.6 8.5c-2.4-2.3-3.6-5.1-3.6-8.5S9.6 5.8 12 3.5z";
    Moon: "M20 14.6A8.5 8.5 0 0 1 9.4 4 8.5 8.5 0 1 0 20 14.6z";
    SignOut(mirror): "M14 4H5v16h9M10.5 12H21M17.5 8.5L21 12l-3.5 3.5";
    PersonAdd: "M10 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2.8 20.5c0-3.8 3.2-6.2 7.2-6.2 1.5 0 2.9.3 4 .9M18.5 14v6.5M15.25 17.250h6.5";
    Crowd: "M12 10.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6.5 20v-2.5c0-2.4 2.4-4 5.5-4s5.5 1.6 5.5 4V20zM5 11.5a2.2 2.2 0 1 0-.02 0M2 17.5c0-1.6.8-2.7 2.2-3.3M19 11.5a2.2 2.2 0 1 0-.02 0M22 17.5c0-1.6-.8-2.7-2.2-3.3";
    Import: "M12 4v10.5M8 10.8l4 4 4-4M5 15.5v4h14v-4";
    Filter: "M4 6.5h16M7 12h10M10 17.5h4";
    Lock: "M6 10.5h12v9.5H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5M12 14.5v2";
    Eye: "M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12zM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z";
    EyeOff: "M9.5 6.2A9 9 0 0 1 12 5.8c6 0 9.5 6.2 9.5 6.2a16 16 0 0 1-3 3.7M6 8A16 16 0 0 0 2.5 12S6 18.2 12 18.2a9 9 0 0 0 4-.9M4 4l16 16";
    Print: "M7 8.5V4h10v4.5M7 16.5H4v-8h16v8h-3M7 13.5h10V20H7z";
    Storage: "M12 9c4.1 0 7.5-1.2 7.5-2.7S16.1 3.5 12 3.5 4.5 4.7 4.5 6.3 7.9 9 12 9zM4.5 6.3V17.7c0 1.5 3.4 2.8 7.5 2.8s7.5-1.2 7.5-2.8V6.3M4.5 12c0 1.5 3.4 2.7 7.5 2.7s7.5-1.2 7.5-2.7";
    Star: "M12 2.8l2.7 2.7h3.8v3.8L21.2 12l-2.7 2.7v3.8h-3.8L12 21.2l-2.7-2.7H5.5v-3.8L2.8 12l2.7-2.7V5.5h3.8z";
}

/// An icon beside a word; hidden from screen readers, since the word says it.
#[component]
pub fn Icon(
    /// Which icon; a signal where it changes.
    #[prop(into)]
    name: Signal<IconName>,
) -> impl IntoView {
    let class = move || {
        if name.get().points() {
            "icon icon--points"
        } else {
            "icon"
        }
    };
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=move || name.get().path() />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_icons_along_the_line_turn_with_the_page() {
        assert!(IconName::Back.points() && IconName::Next.points() && IconName::SignOut.points());
        assert!(!IconName::Clock.points() && !IconName::Check.points());
    }

    #[test]
    fn every_icon_is_drawn() {
        assert!(IconName::ALL.iter().all(|icon| icon.path().starts_with('M')));
    }
}
