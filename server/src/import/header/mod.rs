//! Recognising what a column holds by its header, in Arabic, French or English.
//!
//! A header is understood word by word, after folding. What is not understood as a whole is left out: a
//! column "profession of the father" is not the father's name, and an identity card's number is never
//! taken for a code (law 09-08).

mod words;

use domain::fold::fold;

use super::cell::Cell;
use super::field::Field;
use words::*;

/// Characters of a header; longer ones are text.
const MAX_CHARS: usize = 80;

/// What a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// A field.
    Sure(Field),
    /// Just "name", in a script if it says so: what is meant depends on the other columns.
    Name(Script),
    /// An address: the douar, where no column says douar.
    Address,
}

/// The script a header asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Any,
    Arabic,
    Latin,
}

/// What the header of a column says, if it is understood as a whole.
pub(super) fn guess(header: &str) -> Option<Guess> {
    if header.chars().count() > MAX_CHARS {
        return None;
    }
    let folded = fold(&header.replace(['\'', '’'], " "));
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        None
    } else {
        Header { words }.guess()
    }
}

/// How many cells of a line are headers that are understood.
pub(super) fn recognised(cells: &[Cell]) -> usize {
    cells
        .iter()
        .filter(|cell| matches!(cell, Cell::Text(text) if guess(text).is_some()))
        .count()
}

struct Header<'a> {
    words: Vec<&'a str>,
}

impl Header<'_> {
    fn guess(&self) -> Option<Guess> {
        let sure = |field| Some(Guess::Sure(field));
        if self.has(PHONE) && self.only(&[PHONE, NUMBER, GUARDIAN, GUARDIAN_FILLER, FATHER, MOTHER, WHO, AND])
        {
            let family = self.has(GUARDIAN) || self.has(FATHER) || self.has(MOTHER);
            return sure(if family {
                Field::GuardianPhone
            } else {
                Field::Phone
            });
        }
        if self.has(GUARDIAN) && self.only(&[GUARDIAN, GUARDIAN_FILLER, NAME, GIVEN_NOUN, FULL, AND, WHO]) {
            return sure(Field::Guardian);
        }
        if self.has(FATHER) && self.only(&[FATHER, NAME, GIVEN_NOUN, WHO]) {
            return sure(Field::Father);
        }
        if self.has(BIRTH) && self.only(&[BIRTH, DATE, YEAR, WHO]) {
            return sure(if self.has(YEAR) && !self.has(DATE) {
                Field::BirthYear
            } else {
                Field::Birth
            });
        }
        if self.has(SEX) && self.only(&[SEX, SEXES]) {
            return sure(Field::Sex);
        }
        if self.has(COMMUNE) && self.only(&[COMMUNE, COMMUNE_FILLER, NAME]) {
            return sure(Field::Commune);
        }
        if self.has(DOUAR) && self.only(&[DOUAR, ADDRESS, NAME]) {
            return sure(Field::Douar);
        }
        if self.has(ADDRESS) && self.only(&[ADDRESS, WHO]) {
            return Some(Guess::Address);
        }
        let numbered = self.has(NUMBER) && (self.has(WHO) || self.has(ENROLMENT));
        if (self.has(CODE) || numbered) && self.only(&[CODE, NUMBER, WHO, ENROLMENT]) {
            return sure(Field::Code);
        }
        self.name()
    }

    /// Names: which part of it, in what order, in which script.
    fn name(&self) -> Option<Guess> {
        let naming = [NAME, GIVEN_NOUN, GIVEN, FAMILY_NOUN, FAMILY, FULL];
        if !naming.iter().any(|words| self.has(words))
            || !self.only(&[
                NAME,
                GIVEN_NOUN,
                GIVEN,
                FAMILY_NOUN,
                FAMILY,
                FULL,
                AND,
                WHO,
                ARABIC,
                LATIN,
            ])
        {
            return None;
        }
        let script = self.script();
        let given = self.first(GIVEN_NOUN).or(self.first(GIVEN));
        let family = self.first(FAMILY_NOUN).or(self.first(FAMILY));
        let name = self.first(NAME);
        let field = match (given, family, name) {
            (Some(given), Some(family), _) => full(family < given),
            (Some(given), None, Some(name)) if self.has(GIVEN_NOUN) => full(name < given),
            (None, Some(family), Some(name)) if self.has(FAMILY_NOUN) => full(family < name),
            (Some(_), None, _) => in_script(script, Field::Given, Field::GivenAr, Field::GivenLa),
            (None, Some(_), _) => in_script(script, Field::Family, Field::FamilyAr, Field::FamilyLa),
            (None, None, _) if self.has(FULL) => Field::FullName,
            (None, None, _) => return Some(Guess::Name(script)),
        };
        Some(Guess::Sure(field))
    }

    fn script(&self) -> Script {
        // "la" is an article in French: it says Latin only as the last word.
        let latin = self.words.iter().any(|word| *word != "la" && is_in(word, LATIN))
            || self.words.last().is_some_and(|word| *word == "la");
        match (self.has(ARABIC), latin) {
            (true, false) => Script::Arabic,
            (false, true) => Script::Latin,
            _ => Script::Any,
        }
    }

    /// Where the first word of a list stands.
    fn first(&self, list: &str) -> Option<usize> {
        self.words.iter().position(|word| is_in(word, list))
    }

    fn has(&self, list: &str) -> bool {
        self.first(list).is_some()
    }

    /// Whether every word is in one of the lists, or says nothing.
    fn only(&self, lists: &[&str]) -> bool {
        self.words
            .iter()
            .all(|word| is_in(word, FILLER) || lists.iter().any(|list| is_in(word, list)))
    }
}

/// Whether a word is in a list, also with the `و` (and) that Arabic writes to the next word.
fn is_in(word: &str, list: &str) -> bool {
    let listed = |word: &str| list.split(' ').any(|known| known == word);
    listed(word) || word.strip_prefix('و').is_some_and(listed)
}

fn full(family_first: bool) -> Field {
    if family_first {
        Field::FamilyFirst
    } else {
        Field::FullName
    }
}

/// The field for a script.
pub(super) fn in_script(script: Script, any: Field, arabic: Field, latin: Field) -> Field {
    match script {
        Script::Any => any,
        Script::Arabic => arabic,
        Script::Latin => latin,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_understood_in_three_languages() {
        for (field, headers) in [
            (
                Field::Given,
                "Prénom|PRENOM|Prénom(s)|First name|Given name|الاسم الشخصي|الإسم الشخصي",
            ),
            (
                Field::Family,
                "Nom de famille|Family name|Last name|Surname|النسب|الاسم العائلي|الإسم العائلي",
            ),
            (
                Field::FamilyFirst,
                "NOM Prénom|Nom et prénom|Nom & Prénom(s)|Nom/Prénom|الاسم العائلي والشخصي|النسب والاسم",
            ),
            (
                Field::FullName,
                "Nom complet|Full name|الاسم الكامل|الاسم والنسب|Prénom et nom|الاسم الشخصي والعائلي|First name and last name",
            ),
            (
                Field::GivenAr,
                "Prénom (arabe)|Prénom AR|الاسم الشخصي بالعربية|Given name in Arabic",
            ),
            (
                Field::FamilyLa,
                "Nom de famille en français|النسب بالحروف اللاتينية|Family name (Latin)|family_la",
            ),
            (Field::Sex, "Sexe|SEXE (F/M)|Genre|Gender|الجنس|الجنس (ذكر/أنثى)"),
            (
                Field::Birth,
                "Date de naissance|Né(e) le|Date of birth|DOB|تاريخ الازدياد|تاريخ الإزدياد|تاريخ الميلاد|مواليد",
            ),
            (
                Field::BirthYear,
                "Année de naissance|Year of birth|سنة الازدياد|سنة الميلاد|birth_year",
            ),
            (
                Field::Phone,
                "Téléphone|Tél.|N° Tél|GSM|Phone number|رقم الهاتف|الهاتف|Numéro de téléphone|WhatsApp|الهاتف النقال",
            ),
            (
                Field::GuardianPhone,
                "Tél tuteur|هاتف ولي الأمر|رقم هاتف الأب|Téléphone du parent|Guardian's phone",
            ),
            (
                Field::Guardian,
                "Tuteur légal|Nom du tuteur|اسم ولي الأمر|ولي الأمر|Guardian name|Nom et prénom du tuteur",
            ),
            (Field::Father, "Nom du père|اسم الأب|Father's name|Prénom du père"),
            (Field::Commune, "Commune|الجماعة|الجماعة الترابية|Commune rurale"),
            (Field::Douar, "Douar|الدوار|Douar / Quartier|الدوار أو الحي|الحي"),
            (
                Field::Code,
                "Code|الرمز|Matricule|رقم التسجيل|N° bénéficiaire|رقم المستفيد(ة)|N° d'adhésion|ID",
            ),
        ] {
            for header in headers.split('|') {
                assert_eq!(guess(header), Some(Guess::Sure(field)), "{header}");
            }
        }
    }

    #[test]
    fn a_bare_name_or_address_waits_for_the_other_columns() {
        for header in [
            "Nom",
            "الاسم",
            "Name",
            "اسم المستفيد(ة)",
            "Nom du bénéficiaire",
            "Nom de la participante",
        ] {
            assert_eq!(guess(header), Some(Guess::Name(Script::Any)), "{header}");
        }
        assert_eq!(guess("Nom (AR)"), Some(Guess::Name(Script::Arabic)));
        assert_eq!(guess("الاسم بالفرنسية"), Some(Guess::Name(Script::Latin)));
        assert_eq!(guess("العنوان"), Some(Guess::Address));
    }

    #[test]
    fn what_is_not_asked_for_is_left_out() {
        for header in [
            "CIN",
            "N° CIN",
            "CNIE",
            "رقم البطاقة الوطنية",
            "رقم ب.و.ت",
            "N°",
            "رقم",
            "رقم ترتيبي",
            "#",
            "",
            "Âge",
            "السن",
            "Profession du père",
            "مهنة الأب",
            "Nom de l'école",
            "اسم الجمعية",
            "Nom de la mère",
            "اسم الأم",
            "Lieu de naissance",
            "مكان الازدياد",
            "Date",
            "تاريخ التسجيل",
            "Code postal",
            "Code massar",
            "رقم مسار",
            "Nationalité",
            "الجنسية",
            "Email",
            "Observations",
            "ملاحظات",
            "Niveau scolaire",
            "المستوى الدراسي",
            "M",
            "أنثى",
            "Situation familiale",
            "CIN du tuteur",
            "Type de handicap",
            "التوقيع",
            "لائحة المستفيدين 2026",
            "محمد العلوي",
            "حي السلام",
        ] {
            assert_eq!(guess(header), None, "{header}");
        }
    }
}
