//! The languages Hadir speaks.

use super::Words;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Arabic, as Moroccan offices write it.
    #[default]
    Ar,
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Every language, in the order a person is offered them.
    pub const ALL: [Self; 3] = [Self::Ar, Self::Fr, Self::En];

    /// The code of BCP 47, for `lang` attributes and for storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The direction of the page: `rtl` or `ltr`.
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::Fr | Self::En => "ltr",
        }
    }

    /// The language's own name, as its speakers look for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ar => "العربية",
            Self::Fr => "Français",
            Self::En => "English",
        }
    }

    /// The language of a tag such as `fr-MA`. Tamazight is not written yet and reads Arabic; others are `None`.
    pub fn from_code(tag: &str) -> Option<Self> {
        let primary = tag
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match primary.as_str() {
            "ar" | "zgh" | "ber" | "tzm" => Some(Self::Ar),
            "fr" => Some(Self::Fr),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` style list that Hadir speaks; Arabic if none.
    pub fn choose<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        let bare = |tag: &'a str| tag.split(';').next().unwrap_or_default().trim();
        tags.into_iter()
            .find_map(|tag| Self::from_code(bare(tag)))
            .unwrap_or_default()
    }

    /// Every word of the interface in this language.
    pub const fn words(self) -> &'static Words {
        match self {
            Self::Ar => &Words::AR,
            Self::Fr => &Words::FR,
            Self::En => &Words::EN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_as_its_language() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_code(lang.code()), Some(lang));
        }
        assert_eq!(Lang::from_code("fr-MA"), Some(Lang::Fr));
        assert_eq!(Lang::from_code("zgh-MA"), Some(Lang::Ar));
        assert_eq!(Lang::from_code("es"), None);
    }

    #[test]
    fn the_first_spoken_language_of_a_browser_is_chosen() {
        assert_eq!(Lang::choose("es-ES, fr;q=0.8, en;q=0.5".split(',')), Lang::Fr);
        assert_eq!(Lang::choose("de".split(',')), Lang::Ar);
    }
}
