//! Reports kept as they were made.

use crate::i18n::section::section;

section! {
    /// Reports kept as they were made.
    KeptReports
    text {
        title: "التقارير المحفوظة", "Rapports gardés", "Kept reports";
        keep: "حفظ هذا التقرير كما هو", "Garder ce rapport tel quel", "Keep this report as it is";
        keep_hint: "يحفظ الخادم الأرقام والملفات كما هي الآن: ما أرسلتموه يوجد كما أرسل، مهما سجل بعده.", "Le serveur garde chiffres et fichiers tels qu’ils sont : ce que vous envoyez se retrouve à l’identique, quoi qu’on enregistre ensuite.", "The server keeps numbers and files as they are now: what you send can be found again as it was, whatever is recorded later.";
        keeping: "الخادم يعد التقرير ويحفظه…", "Le serveur fait le rapport et le garde…", "The server is making the report and keeping it…";
        keep_stopped: "أوقفتم الحفظ. إن كان التقرير قد أعد قبل ذلك فهو بين التقارير المحفوظة.", "Vous avez arrêté. Si le rapport était déjà fait, il est parmi les rapports gardés.", "You stopped it. If the report was made by then, it is among the kept reports.";
        kept: "حفظ التقرير", "Le rapport est gardé", "The report is kept";
        none: "لا تقرير محفوظ بعد.", "Aucun rapport gardé pour l’instant.", "No report is kept yet.";
        none_hint: "احفظوا تقريرا من صفحة التقارير، أو اطلبوا واحدا كل أسبوع أو كل شهر.", "Gardez-en un depuis la page des rapports, ou demandez-en un chaque semaine ou chaque mois.", "Keep one from the reports page, or ask for one every week or every month.";
        rhythm: "تقرير يعد وحده", "Un rapport qui se fait seul", "A report that makes itself";
        rhythm_why: "في نهاية كل فترة يعد الخادم تقريرها ويحفظه هنا.", "À la fin de chaque période, le serveur fait son rapport et le garde ici.", "At the end of each period the server makes its report and keeps it here.";
        never: "أبدا", "Jamais", "Never";
        weekly: "كل أسبوع", "Chaque semaine", "Every week";
        monthly: "كل شهر", "Chaque mois", "Every month";
        quarterly: "كل ثلاثة أشهر", "Chaque trimestre", "Every quarter";
        for_donor: "في نهاية كل فترة يعد الخادم تقرير المشروع للخارج، والأعداد الصغيرة مخفية فيه، ويحفظه مع التقارير المحفوظة.", "À la fin de chaque période, le serveur fait le rapport du projet pour l’extérieur, petits nombres cachés, et le garde parmi les rapports gardés.", "At the end of each period the server makes the project’s report for outside, small numbers hidden, and keeps it among the kept reports.";
        how_often: "كل كم من الوقت", "À quelle fréquence", "How often";
        rhythm_set: "تم التغيير", "C’est changé", "It is changed";
        by_itself: "أعد وحده", "Fait de lui-même", "Made by itself";
        outside: "للخارج", "Pour l’extérieur", "For outside";
        loading: "جاري الجلب…", "Récupération…", "Fetching…";
        again: "إعادة المحاولة", "Réessayer", "Try again";
        delete: "حذف من المحفوظات", "Ne plus garder", "Keep it no longer";
        delete_hint: "لن يوجد هذا التقرير بعد ذلك كما كان، ويقول السجل من حذفه.", "Ce rapport ne se retrouvera plus tel quel ; le journal dit qui l’a supprimé.", "This report will not be found again as it was; the log says who deleted it.";
        full: "التقارير المحفوظة بلغت أقصى عددها: لن يعد أي تقرير وحده ولن يحفظ جديد حتى تحذفوا ما لم يعد أحد يحتاجه. ما حفظ باق كما هو.", "Il y a autant de rapports gardés que possible : aucun ne se fera seul ni ne sera gardé tant que vous n’aurez pas retiré ceux dont personne n’a besoin. Ceux-ci restent tels quels.", "There are as many kept reports as may be: none makes itself and none is kept until you delete those that nobody needs. These stay as they are.";
        deleting: "سيحذف التقرير بعد لحظة", "Supprimé dans un instant", "Deleted in a moment";
    }
    say {
        period(from: &str, to: &str): "من {from} إلى {to}", "Du {from} au {to}", "{from} to {to}";
        made(day: &str): "أعد يوم {day}", "Fait le {day}", "Made on {day}";
        made_by(name: &str): "حفظه {name}", "Gardé par {name}", "Kept by {name}";
        version(seq: &str): "معطيات رقم {seq}", "Données n° {seq}", "Data no. {seq}";
    }
}

impl KeptReports {
    /// How often a report makes itself, by its code.
    pub fn rhythm_of(&self, code: &str) -> &'static str {
        match code {
            "weekly" => self.weekly,
            "monthly" => self.monthly,
            "quarterly" => self.quarterly,
            _ => self.never,
        }
    }
}
