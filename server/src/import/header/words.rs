//! The words of headers, folded, with spaces between.

pub(super) const NAME: &str = "nom noms name names اسم الاسم اسماء الاسماء";
pub(super) const GIVEN_NOUN: &str = "prenom prenoms forename firstname";
pub(super) const GIVEN: &str = "given first شخصي الشخصي";
pub(super) const FAMILY_NOUN: &str = "surname lastname نسب النسب نسبه لقب اللقب كنيه الكنيه";
pub(super) const FAMILY: &str = "famille family last عايلي العايلي عايله العايله";
pub(super) const FULL: &str = "complet complets full كامل الكامل";
pub(super) const AND: &str = "et and و";
pub(super) const ARABIC: &str = "arabe arabic ar عربي عربيه العربيه بالعربيه";
pub(super) const LATIN: &str = "francais fr french latin latine latins latines la فرنسيه الفرنسيه بالفرنسيه لاتينيه \
    اللاتينيه باللاتينيه";
pub(super) const FILLER: &str = "de du des d la le les l en of the in s e es ou or a lettres caracteres letters script في \
    ب او ه ات بالحروف الحروف حروف";
pub(super) const WHO: &str = "beneficiaire beneficiaires beneficiary participant participante participants eleve \
    eleves enfant enfants child student adherent adherente adherents membre member personne \
    person stagiaire مستفيد المستفيد مستفيده المستفيده المستفيدين المستفيدات مشارك المشارك \
    المشاركه تلميذ التلميذ التلميذه طفل الطفل الطفله منخرط المنخرط المنخرطه عضو العضو \
    المتدرب المتعلم المتعلمه";
pub(super) const PHONE: &str = "tel telephone telephones gsm mobile portable phone whatsapp هاتف الهاتف هاتفه واتساب \
    الواتساب جوال الجوال محمول المحمول نقال النقال";
pub(super) const NUMBER: &str = "numero num no n nr number رقم الرقم ارقام";
pub(super) const GUARDIAN: &str = "tuteur tutrice tuteurs parent parents guardian guardians responsable ولي الولي وليه وصي \
    الوصي نايب النايب";
pub(super) const GUARDIAN_FILLER: &str = "legal legale امر الامر شرعي الشرعي قانوني القانوني امره";
pub(super) const FATHER: &str = "pere father fathers اب الاب والد الوالد";
pub(super) const MOTHER: &str = "mere mother mothers ام الام والده الوالده";
pub(super) const BIRTH: &str = "naissance ne nee birth born dob ddn birthdate birthday ازدياد الازدياد ميلاد الميلاد \
    ولاده الولاده مواليد";
pub(super) const DATE: &str = "date تاريخ jour day يوم";
pub(super) const YEAR: &str = "annee an year سنه عام";
pub(super) const SEX: &str = "sexe sex genre gender جنس الجنس النوع";
pub(super) const SEXES: &str = "f m h انثي ذكر feminin masculin female male";
pub(super) const COMMUNE: &str = "commune communes municipality جماعه الجماعه بلديه البلديه";
pub(super) const COMMUNE_FILLER: &str = "territoriale rurale urbaine residence ترابيه الترابيه قرويه القرويه";
pub(super) const DOUAR: &str = "douar douars quartier hameau village localite دوار الدوار حي الحي قريه القريه مدشر \
    المدشر";
pub(super) const ADDRESS: &str = "adresse address residence عنوان العنوان سكن السكن السكني";
pub(super) const CODE: &str = "code matricule identifiant id ref reference رمز الرمز كود";
pub(super) const ENROLMENT: &str = "inscription adhesion dossier تسجيل التسجيل انخراط الانخراط ملف الملف";
