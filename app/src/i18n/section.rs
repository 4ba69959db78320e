//! The macro that makes one place's words: a struct, its three languages, and methods for sentences with a part
//! to fill in. A missing language is a syntax error.

use super::{Lang, group, isolate};

/// What a sentence is filled in with, written so that it cannot disturb the sentence around it.
pub(super) trait Part {
    /// The part as `lang` writes it.
    fn part(self, lang: Lang) -> String;
}

impl Part for &str {
    fn part(self, _: Lang) -> String {
        isolate(self)
    }
}

impl Part for u64 {
    fn part(self, lang: Lang) -> String {
        group(lang, self)
    }
}

/// Words of one place. `text` is fixed, `say` takes parameters, `count` takes a number; each in ar, fr, en order.
macro_rules! section {
    (
        $(#[$doc:meta])* $name:ident
        text { $($text:ident: $ar:literal, $fr:literal, $en:literal;)* }
        $(say { $($say:ident($($arg:ident: $ty:ty),*): $say_ar:literal, $say_fr:literal, $say_en:literal;)* })?
        $(count { $($count:ident: $count_ar:expr, $count_fr:expr, $count_en:expr;)* })?
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name {
            lang: $crate::i18n::Lang,
            $(#[doc = $en] pub $text: &'static str,)*
        }

        impl $name {
            pub(super) const AR: Self = Self { lang: $crate::i18n::Lang::Ar, $($text: $ar,)* };
            pub(super) const FR: Self = Self { lang: $crate::i18n::Lang::Fr, $($text: $fr,)* };
            pub(super) const EN: Self = Self { lang: $crate::i18n::Lang::En, $($text: $en,)* };

            /// These words in a language.
            pub const fn of(lang: $crate::i18n::Lang) -> &'static Self {
                match lang {
                    $crate::i18n::Lang::Ar => &Self::AR,
                    $crate::i18n::Lang::Fr => &Self::FR,
                    $crate::i18n::Lang::En => &Self::EN,
                }
            }

            /// The language these words are in.
            pub const fn lang(&self) -> $crate::i18n::Lang {
                self.lang
            }

            $($(
                #[doc = $say_en]
                pub fn $say(&self, $($arg: $ty),*) -> String {
                    $(let $arg = $crate::i18n::section::Part::part($arg, self.lang);)*
                    match self.lang {
                        $crate::i18n::Lang::Ar => format!($say_ar),
                        $crate::i18n::Lang::Fr => format!($say_fr),
                        $crate::i18n::Lang::En => format!($say_en),
                    }
                }
            )*)?

            $($(
                #[doc = concat!("Counted: ", stringify!($count), ".")]
                pub fn $count(&self, n: u64) -> String {
                    const FORMS: $crate::i18n::plural::Forms =
                        $crate::i18n::plural::Forms { ar: $count_ar, fr: $count_fr, en: $count_en };
                    FORMS.count(self.lang, n)
                }
            )*)?
        }
    };
}

pub(super) use section;
