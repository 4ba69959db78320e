//! The directory of associations.

use crate::i18n::section::section;

section! {
    /// The directory of associations: looking for one, and being found in it.
    Directory
    text {
        title: "ابحثوا عن جمعية", "Trouver une association", "Find an association";
        lead: "اختاروا الجهة، ثم الإقليم أو العمالة، ثم الجماعة.", "Choisissez la région, puis la province ou préfecture, puis la commune.", "Choose the region, then the province or prefecture, then the commune.";
        region: "الجهة", "Région", "Region";
        province: "الإقليم أو العمالة", "Province ou préfecture", "Province or prefecture";
        commune: "الجماعة", "Commune", "Commune";
        any_region: "اختاروا جهة", "Choisissez une région", "Choose a region";
        any_province: "كل الجهة", "Toute la région", "All of the region";
        any_commune: "كل الإقليم أو العمالة", "Toute la province ou préfecture", "All of the province or prefecture";
        search: "بحث", "Chercher", "Search";
        none: "لا توجد هنا جمعية اختارت الظهور في هذا الدليل.", "Aucune association d’ici n’a choisi de figurer dans cet annuaire.", "No association here chose to be in this directory.";
        more: "عرض المزيد", "Voir la suite", "See more";
        listing: "دليل الجمعيات", "Annuaire des associations", "Directory of associations";
        listing_lead: "يظهر فيه الاسم والجماعة فقط، مع رابط صفحة الجمعية.", "Seuls le nom, la commune et le lien de la page publique y figurent.", "Only the name, the commune and the public page’s link are in it.";
        listed: "ظهور الجمعية في الدليل العام", "Figurer dans l’annuaire public", "Be in the public directory";
        is_listed: "تظهر الجمعية الآن في الدليل", "L’association figure dans l’annuaire", "The association is in the directory";
        is_unlisted: "لا تظهر الجمعية في الدليل", "L’association n’est pas dans l’annuaire", "The association is not in the directory";
        needs_commune: "اختاروا الجماعة من اللائحة المقترحة: بها يجدكم الناس.", "Choisissez la commune dans la liste proposée : c’est par elle qu’on vous trouve.", "Choose the commune from the list: people find you by it.";
    }
    count {
        found: ["لا جمعية", "جمعية واحدة", "جمعيتان", "{} جمعيات", "{} جمعية", "{} جمعية"],
            ["{} association", "{} associations"], ["{} association", "{} associations"];
    }
}
