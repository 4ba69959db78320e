//! People served, and what they agreed to.

use crate::id::Id;
use crate::record::schema::{codes, record};
use crate::ticket::Ticket;
use crate::time::{Day, Millis};

codes! {
    /// Sex, as donors' reports ask for it.
    Sex {
        /// Not asked.
        Unknown = 0 "unknown";
        /// Female.
        Female = 1 "female";
        /// Male.
        Male = 2 "male";
    }
}

codes! {
    /// The greatest difficulty somebody has in seeing, hearing, walking, remembering, caring for themselves or
    /// communicating: the answers of the Washington Group, as the HCP's census has them.
    Disability {
        /// None.
        None = 1 "none";
        /// Some difficulty.
        Some = 2 "some";
        /// A lot of difficulty.
        ALot = 3 "a_lot";
        /// Cannot do it at all.
        Cannot = 4 "cannot";
        /// Prefers not to say.
        Unsaid = 5 "unsaid";
    }
}

codes! {
    /// Why what identified a person was erased ([`crate::erasure`]).
    Erasure {
        /// The person asked for it.
        Requested = 1 "requested";
        /// It was kept for as long as it may be.
        Lapsed = 2 "lapsed";
    }
}

record! {
    /// A person served. Names in both scripts are the person's own: neither is made from the other.
    Beneficiary in beneficiary {
        /// Given name in Arabic.
        1 given_ar GIVEN_AR: String = Rule::Line(80);
        /// Family name in Arabic.
        2 family_ar FAMILY_AR: String = Rule::Line(80);
        /// Given name in Latin script.
        3 given_la GIVEN_LA: String = Rule::Line(80);
        /// Family name in Latin script.
        4 family_la FAMILY_LA: String = Rule::Line(80);
        /// Sex.
        5 sex SEX: Sex = Rule::Code(2);
        /// Year of birth: many know only this.
        6 birth_year BIRTH_YEAR: Option<i64> = Rule::Int(1880, 2200);
        /// Day of birth, where it is known.
        7 birth_day BIRTH_DAY: Option<Day> = Rule::Day;
        /// Commune: its HCP code where one was chosen or recognised ([`crate::places`]), else the words that were
        /// written, which are shown as they are.
        8 commune COMMUNE: String = Rule::Line(80);
        /// Douar or quarter.
        9 douar DOUAR: String = Rule::Line(80);
        /// Phone; a family may share one.
        10 phone PHONE: String = Rule::Phone;
        /// Guardian's name, for a minor.
        11 guardian GUARDIAN: String = Rule::Line(120);
        /// Guardian's phone.
        12 guardian_phone GUARDIAN_PHONE: String = Rule::Phone;
        /// The association's own code.
        13 code CODE: String = Rule::Line(40);
        /// Father's name, which tells namesakes apart.
        14 father FATHER: String = Rule::Line(80);
        /// The code of the card in use ([`crate::ticket`]), as it is printed.
        20 card CARD: String = Rule::Line(40);
        /// The codes of the cards it replaced, the newest first: [`CARDS_REMEMBERED`] of them, a space between.
        21 cards_before CARDS_BEFORE: String = Rule::Line(200);
        /// Why it stands without what identified the person: the number of an [`Erasure`]. Once said, for ever.
        30 erased ERASED: Option<i64> = Rule::Code(2), fixed;
        /// What may be seen of the number of their identity card ([`crate::cin`]), which the server keeps sealed. Said by it.
        31 cin_mask CIN_MASK: String = Rule::Line(12);
        /// When that number was last shown to somebody. Said by the server: the log tells to whom.
        32 cin_seen CIN_SEEN: Option<Millis> = Rule::Instant;
        /// The number of a [`Disability`]; none: nobody asked. Asked only where the association chose so.
        60 disability DISABILITY: Option<i64> = Rule::Code(5);
    }
}

impl Beneficiary {
    /// Whether what identified the person was erased.
    pub fn is_erased(&self) -> bool {
        self.erased.is_some()
    }

    /// Given and family name for a reader of Arabic or Latin script, whichever there is.
    pub fn name(&self, arabic: bool) -> String {
        if self.is_erased() {
            return NAMELESS.to_owned();
        }
        let name = self.name_in(arabic);
        if name.is_empty() {
            self.name_in(!arabic)
        } else {
            name
        }
    }

    /// Given and family name in one script; empty where there is none.
    pub fn name_in(&self, arabic: bool) -> String {
        if arabic {
            join(&self.given_ar, &self.family_ar)
        } else {
            join(&self.given_la, &self.family_la)
        }
    }

    /// Year of birth, from the day where that is what is known.
    pub fn year(&self) -> Option<i64> {
        self.birth_year
            .or_else(|| self.birth_day.map(|day| day.ymd().0.into()))
    }

    /// Age in years on a day; from the year alone it may be one too many.
    pub fn age(&self, on: Day) -> Option<i64> {
        let (year, month, day) = on.ymd();
        match self.birth_day.map(Day::ymd) {
            Some((born, m, d)) => Some(i64::from(year - born) - i64::from((month, day) < (m, d))),
            None => self.birth_year.map(|born| i64::from(year) - born),
        }
        .filter(|age| (0..150).contains(age))
    }

    /// Whether somebody else must agree for them; where no birth is known, nobody.
    pub fn is_minor(&self, on: Day) -> bool {
        self.age(on).is_some_and(|age| age < 18)
    }
}

/// Stands where the name of somebody was erased, in every script.
pub const NAMELESS: &str = "—";

/// How many replaced cards are remembered: who shows an older one is not recognised by it.
pub const CARDS_REMEMBERED: usize = 8;

impl Beneficiary {
    /// The code of the card in use.
    pub fn card(&self) -> Option<Ticket> {
        self.card.parse().ok()
    }

    /// The codes of the cards that were replaced, the newest first.
    pub fn former_cards(&self) -> impl Iterator<Item = Ticket> + '_ {
        self.cards_before.split(' ').filter_map(|code| code.parse().ok())
    }

    /// What both fields of a person's cards say once this one is given: its code, and those it replaces.
    pub fn with_card(&self, new: Ticket) -> (String, String) {
        let replaced = self
            .card()
            .into_iter()
            .chain(self.former_cards())
            .filter(|code| *code != new);
        let replaced: Vec<String> = replaced
            .take(CARDS_REMEMBERED)
            .map(|code| code.to_string())
            .collect();
        (new.to_string(), replaced.join(" "))
    }
}

fn join(given: &str, family: &str) -> String {
    [given, family]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

codes! {
    /// What a person agrees to.
    Purpose {
        /// Taking part, and the record of it.
        TakingPart = 1 "taking_part";
        /// Being contacted by phone or WhatsApp.
        Contact = 2 "contact";
        /// Being in photos.
        Photo = 3 "photo";
        /// A named list shared with a named donor.
        Sharing = 4 "sharing";
    }
}

codes! {
    /// How consent was given.
    ConsentManner {
        /// Orally, with a witness: many people do not read.
        Oral = 1 "oral";
        /// On signed paper.
        Paper = 2 "paper";
        /// On the screen.
        Screen = 3 "screen";
    }
}

record! {
    /// What a person agreed to. Append-only: a withdrawal is said on it, nothing is unsaid.
    Consent in consent {
        /// Who agreed, or for whom.
        1 beneficiary BENEFICIARY: Id = Rule::Ref(Kind::Beneficiary), required, fixed;
        /// To what.
        2 purpose PURPOSE: Purpose = Rule::Code(4), required, fixed;
        /// How.
        3 manner MANNER: ConsentManner = Rule::Code(3), required, fixed;
        /// Whether a guardian gave it.
        4 by_guardian BY_GUARDIAN: bool = Rule::Bool, fixed;
        /// On which day.
        5 day DAY: Option<Day> = Rule::Day, required, fixed;
        /// Version of the text that was read out or shown.
        6 text_version TEXT_VERSION: i64 = Rule::Int(1, 1_000_000), fixed;
        /// Language of that text.
        7 language LANGUAGE: String = Rule::Line(8), fixed;
        /// The witness, for oral consent: the member who recorded it.
        8 witness WITNESS: Option<Id> = Rule::Ref(Kind::Member), fixed;
        /// The day it was withdrawn.
        9 withdrawn WITHDRAWN: Option<Day> = Rule::Day;
    }
}
