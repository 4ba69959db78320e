//! What a column may hold.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Given name, in either script or both.
    Given,
    /// Family name, in either script or both.
    Family,
    /// Whole name in one column; family name last, unless it is the one in capitals.
    FullName,
    /// Whole name in one column; family name first.
    FamilyFirst,
    /// Given name in Arabic.
    GivenAr,
    /// Family name in Arabic.
    FamilyAr,
    /// Given name in Latin script.
    GivenLa,
    /// Family name in Latin script.
    FamilyLa,
    /// Sex.
    Sex,
    /// Date of birth, or the year alone.
    Birth,
    /// Year of birth.
    BirthYear,
    /// Phone.
    Phone,
    /// Commune.
    Commune,
    /// Douar or quarter.
    Douar,
    /// Guardian's name.
    Guardian,
    /// Guardian's phone.
    GuardianPhone,
    /// Father's name.
    Father,
    /// The association's own code.
    Code,
}

impl Field {
    /// Every field, in the order they are offered.
    pub const ALL: [Field; 18] = [
        Field::FullName,
        Field::FamilyFirst,
        Field::Given,
        Field::Family,
        Field::GivenAr,
        Field::FamilyAr,
        Field::GivenLa,
        Field::FamilyLa,
        Field::Sex,
        Field::Birth,
        Field::BirthYear,
        Field::Phone,
        Field::Commune,
        Field::Douar,
        Field::Guardian,
        Field::GuardianPhone,
        Field::Father,
        Field::Code,
    ];

    /// Its name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Field::FullName => "full_name",
            Field::FamilyFirst => "family_given",
            Field::Given => "given",
            Field::Family => "family",
            Field::GivenAr => "given_ar",
            Field::FamilyAr => "family_ar",
            Field::GivenLa => "given_la",
            Field::FamilyLa => "family_la",
            Field::Sex => "sex",
            Field::Birth => "birth",
            Field::BirthYear => "birth_year",
            Field::Phone => "phone",
            Field::Commune => "commune",
            Field::Douar => "douar",
            Field::Guardian => "guardian",
            Field::GuardianPhone => "guardian_phone",
            Field::Father => "father",
            Field::Code => "code",
        }
    }

    /// The field of a name.
    pub fn from_name(name: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Whether two columns may hold it, one in each script.
    pub(super) const fn in_both_scripts(self) -> bool {
        matches!(
            self,
            Field::Given | Field::Family | Field::FullName | Field::FamilyFirst
        )
    }
}
