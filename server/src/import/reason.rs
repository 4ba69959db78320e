//! Why a file or a line cannot be taken, in the person's language.

use app::i18n::Lang;
use domain::phone::PhoneFault;

use super::{MAX_CELL_CHARS, MAX_COLUMNS, MAX_ROWS};

/// One fault of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The line of the file, counted from 1 as a spreadsheet does.
    pub line: usize,
    /// The header of the column at fault; `None` when it is the line as a whole.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: Reason,
}

/// Why a line cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nobody is named.
    NoName,
    /// The name has no letter.
    NotAName,
    /// Two different names in one script.
    TwoNames,
    /// More characters than the field holds.
    TooLong {
        /// How many there may be.
        max: usize,
    },
    /// A NUL or another control character.
    Control,
    /// Letters that were lost before the file came here.
    Damaged,
    /// A formula.
    Formula,
    /// A cell of more than a thousand characters, or one that swallowed lines.
    Huge,
    /// A spreadsheet's error value such as `#REF!`.
    SheetError,
    /// Not a Moroccan phone number.
    Phone(PhoneFault),
    /// Neither a date nor a year.
    Birth,
    /// A day that has not come yet, or too long ago to be true.
    BirthOutOfRange,
    /// A word that says neither female nor male.
    Sex,
    /// More cells than there are columns: a separator stands inside a value.
    Shifted,
}

impl Reason {
    /// What is wrong and what to do, in one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Reason::TooLong { max } => pick(
                lang,
                format!("النص طويل جدا: {max} حرفا على الأكثر."),
                format!("Texte trop long : {max} caractères au plus."),
                format!("The text is too long: {max} characters at most."),
            ),
            Reason::Huge => pick(
                lang,
                format!("الخانة تتجاوز {MAX_CELL_CHARS} حرف أو تضم عدة سطور: ربما علامة تنصيص غير مغلقة."),
                format!(
                    "Cellule de plus de {MAX_CELL_CHARS} caractères ou de plusieurs lignes : un guillemet n’est peut-être pas fermé."
                ),
                format!(
                    "The cell has more than {MAX_CELL_CHARS} characters or several lines: a quotation mark may not be closed."
                ),
            ),
            Reason::Phone(fault) => phone(*fault, lang).to_owned(),
            other => other.fixed(lang).to_owned(),
        }
    }

    /// A name for programs, the same in every language.
    pub const fn code(&self) -> &'static str {
        match self {
            Reason::NoName => "no_name",
            Reason::NotAName => "not_a_name",
            Reason::TwoNames => "two_names",
            Reason::TooLong { .. } => "too_long",
            Reason::Control => "control_character",
            Reason::Damaged => "damaged_text",
            Reason::Formula => "formula",
            Reason::Huge => "huge_cell",
            Reason::SheetError => "sheet_error",
            Reason::Phone(_) => "bad_phone",
            Reason::Birth => "bad_birth",
            Reason::BirthOutOfRange => "birth_out_of_range",
            Reason::Sex => "bad_sex",
            Reason::Shifted => "shifted",
        }
    }

    fn fixed(self, lang: Lang) -> &'static str {
        let (ar, fr, en) = match self {
            Reason::NoName => (
                "لا يوجد اسم في هذا السطر: أضيفوا الاسم الشخصي أو العائلي.",
                "Aucun nom sur cette ligne : ajoutez le prénom ou le nom.",
                "Nobody is named on this line: add a given or a family name.",
            ),
            Reason::NotAName => (
                "هذا ليس اسما: اكتبوه بالحروف.",
                "Ceci n’est pas un nom : écrivez-le en lettres.",
                "This is not a name: write it in letters.",
            ),
            Reason::TwoNames => (
                "اسمان مختلفان بنفس الحروف: اتركوا واحدا في كل خانة.",
                "Deux noms différents dans la même écriture : gardez-en un par colonne.",
                "Two different names in the same script: keep one in each column.",
            ),
            Reason::Control => (
                "توجد رموز خفية في هذه الخانة: أعيدوا كتابتها.",
                "Cette cellule contient des caractères cachés : retapez-la.",
                "The cell has hidden control characters: type it again.",
            ),
            Reason::Damaged => (
                "في هذه الخانة حروف معطوبة: أعيدوا كتابتها واحفظوا الملف بترميز UTF-8.",
                "Des lettres de cette cellule sont abîmées : retapez-la et enregistrez le fichier en UTF-8.",
                "Some letters of this cell are damaged: type it again and save the file as UTF-8.",
            ),
            Reason::Formula => (
                "هذه الخانة صيغة حسابية: اكتبوا القيمة نفسها.",
                "Cette cellule est une formule : écrivez la valeur elle-même.",
                "The cell is a formula: write the value itself.",
            ),
            Reason::SheetError => (
                "في هذه الخانة خطأ من Excel: اكتبوا القيمة.",
                "Cette cellule contient une erreur d’Excel : écrivez la valeur.",
                "The cell holds a spreadsheet error: write the value.",
            ),
            Reason::Birth => (
                "تاريخ الازدياد غير مفهوم: اكتبوا اليوم/الشهر/السنة أو السنة وحدها.",
                "Date de naissance illisible : écrivez jour/mois/année, ou l’année seule.",
                "The date of birth cannot be read: write day/month/year, or the year alone.",
            ),
            Reason::BirthOutOfRange => (
                "تاريخ الازدياد في المستقبل أو قديم جدا: تحققوا من السنة.",
                "Date de naissance future ou trop ancienne : vérifiez l’année.",
                "The date of birth is in the future or too long ago: check the year.",
            ),
            Reason::Sex => (
                "الجنس غير مفهوم: اكتبوا أنثى أو ذكر.",
                "Sexe illisible : écrivez F ou M.",
                "The sex cannot be read: write F or M.",
            ),
            _ => (
                "في هذا السطر خانات أكثر من الأعمدة: ربما فاصلة داخل قيمة، ضعوا القيمة بين علامتي تنصيص.",
                "Cette ligne a plus de cellules que de colonnes : un séparateur est peut-être dans une valeur, mettez-la entre guillemets.",
                "The line has more cells than there are columns: a separator may stand inside a value, put it in quotation marks.",
            ),
        };
        pick(lang, ar, fr, en)
    }
}

fn phone(fault: PhoneFault, lang: Lang) -> &'static str {
    let (ar, fr, en) = match fault {
        PhoneFault::TooShort => (
            "أرقام ناقصة في الهاتف: عشرة أرقام، مثلا 06 12 34 56 78.",
            "Il manque des chiffres au téléphone : dix, par exemple 06 12 34 56 78.",
            "Digits are missing in the phone number: ten, such as 06 12 34 56 78.",
        ),
        PhoneFault::TooLong => (
            "أرقام كثيرة في الهاتف: رقم واحد من عشرة أرقام في كل خانة.",
            "Trop de chiffres : un seul numéro de dix chiffres par cellule.",
            "Too many digits: one phone number of ten digits in each cell.",
        ),
        PhoneFault::Abroad => (
            "هذا ليس رقما مغربيا: اكتبوا رقما يبدأ بـ 05 أو 06 أو 07 أو 08.",
            "Ce numéro n’est pas marocain : il doit commencer par 05, 06, 07 ou 08.",
            "This is not a Moroccan number: it must start with 05, 06, 07 or 08.",
        ),
        PhoneFault::Empty | PhoneFault::Characters | PhoneFault::Prefix => (
            "رقم الهاتف غير صحيح: عشرة أرقام تبدأ بـ 05 أو 06 أو 07 أو 08.",
            "Téléphone incorrect : dix chiffres commençant par 05, 06, 07 ou 08.",
            "The phone number is not right: ten digits that start with 05, 06, 07 or 08.",
        ),
    };
    pick(lang, ar, fr, en)
}

/// Why a file as a whole cannot be read. Nothing was imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub enum FileFault {
    /// There is nothing in it.
    Empty,
    /// Too many bytes, packed or unpacked, or too much text.
    TooLarge,
    /// Too many lines.
    TooManyRows,
    /// Too many columns.
    TooManyColumns,
    /// A workbook of an old or other kind: `.xls`, `.ods`.
    OtherWorkbook,
    /// A workbook locked with a password.
    Locked,
    /// A workbook that is damaged.
    Damaged,
    /// Neither a table of text nor a workbook.
    NotATable,
}

impl FileFault {
    /// What is wrong, what is safe and what to do, in one or two sentences.
    pub fn sentence(&self, lang: Lang) -> String {
        let (ar, fr, en) = match self {
            FileFault::Empty => (
                "الملف فارغ.".to_owned(),
                "Le fichier est vide.".to_owned(),
                "The file is empty.".to_owned(),
            ),
            FileFault::TooLarge => (
                "الملف كبير جدا: قسموه إلى ملفات أصغر.".to_owned(),
                "Le fichier est trop gros : partagez-le en plusieurs.".to_owned(),
                "The file is too large: split it into smaller ones.".to_owned(),
            ),
            FileFault::TooManyRows => (
                format!("في الملف أكثر من {MAX_ROWS} سطر: قسموه إلى ملفات أصغر."),
                format!("Le fichier a plus de {MAX_ROWS} lignes : partagez-le en plusieurs."),
                format!("The file has more than {MAX_ROWS} lines: split it into smaller ones."),
            ),
            FileFault::TooManyColumns => (
                format!("في الملف أكثر من {MAX_COLUMNS} عمود: احتفظوا بالأعمدة اللازمة فقط."),
                format!("Le fichier a plus de {MAX_COLUMNS} colonnes : gardez celles qui servent."),
                format!("The file has more than {MAX_COLUMNS} columns: keep those that are needed."),
            ),
            FileFault::OtherWorkbook => (
                "هذا النوع من الملفات لا يقرأ: احفظوه بصيغة XLSX أو CSV.".to_owned(),
                "Ce format n’est pas lu : enregistrez le fichier en XLSX ou CSV.".to_owned(),
                "This kind of file is not read: save it as XLSX or CSV.".to_owned(),
            ),
            FileFault::Locked => (
                "الملف محمي بكلمة سر: احفظوه بدونها.".to_owned(),
                "Le fichier est protégé par un mot de passe : enregistrez-le sans.".to_owned(),
                "The file is locked with a password: save it without one.".to_owned(),
            ),
            FileFault::Damaged => (
                "الملف معطوب: افتحوه في Excel واحفظوه من جديد بصيغة XLSX.".to_owned(),
                "Le fichier est abîmé : ouvrez-le dans Excel et enregistrez-le à nouveau en XLSX.".to_owned(),
                "The file is damaged: open it in a spreadsheet and save it again as XLSX.".to_owned(),
            ),
            FileFault::NotATable => (
                "هذا الملف ليس لائحة: احفظوه بصيغة CSV أو XLSX.".to_owned(),
                "Ce fichier n’est pas un tableau : enregistrez-le en CSV ou XLSX.".to_owned(),
                "This file is not a table: save it as CSV or XLSX.".to_owned(),
            ),
        };
        let safe = pick(lang, "لم يتغير شيء.", "Rien n’a changé.", "Nothing has changed.");
        format!("{} {safe}", pick(lang, ar, fr, en))
    }
}

fn pick<T>(lang: Lang, ar: T, fr: T, en: T) -> T {
    match lang {
        Lang::Ar => ar,
        Lang::Fr => fr,
        Lang::En => en,
    }
}
