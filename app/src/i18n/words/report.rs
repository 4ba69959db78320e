//! A period in numbers, in files and on paper.

use crate::i18n::section::section;

section! {
    /// A period in numbers, in files and on paper.
    Report
    text {
        title: "تقرير الأنشطة", "Rapport d’activité", "Activity report";
        summary: "خلاصة", "Résumé", "Summary";
        by_sex_and_age: "حسب الجنس والسن", "Par sexe et âge", "By sex and age";
        by_commune: "حسب الجماعة", "Par commune", "By commune";
        by_province: "حسب الإقليم أو العمالة", "Par province ou préfecture", "By province or prefecture";
        by_region: "حسب الجهة", "Par région", "By region";
        by_milieu: "حضري وقروي", "Urbain et rural", "Urban and rural";
        by_disability: "الصعوبات، لمن سئل عنها", "Difficultés, si demandé", "Difficulties, where asked";
        answer: "الجواب", "Réponse", "Answer";
        milieu: "الوسط", "Milieu", "Setting";
        province: "الإقليم أو العمالة", "Province ou préfecture", "Province or prefecture";
        region: "الجهة", "Région", "Region";
        by_activity: "حسب النشاط", "Par activité", "By activity";
        deliveries: "المواد المسلمة", "Remis, par article", "Handed over, by item";
        item: "المادة أو الخدمة", "Bien ou service", "Item";
        unit: "الوحدة", "Unité", "Unit";
        times: "عدد التسليمات", "Remises", "Hand-overs";
        quantity: "الكمية", "Quantité", "Quantity";
        reached: "أشخاص بأسمائهم", "Personnes nommées", "People by name";
        by_group: "حسب الفوج", "Par groupe", "By group";
        sessions: "الحصص", "Séances", "Sessions";
        volunteers: "المتطوعات والمتطوعون", "Bénévoles", "Volunteers";
        definitions: "تعريفات", "Définitions", "Definitions";
        measure: "المؤشر", "Indicateur", "Figure";
        value: "القيمة", "Valeur", "Value";
        meaning: "المعنى", "Sens", "Meaning";
        association: "الجمعية", "Association", "Association";
        from: "من", "Du", "From";
        to: "إلى", "Au", "To";
        people: "الأشخاص", "Personnes", "People";
        participations: "المشاركات", "Participations", "Participations";
        new: "جدد", "Nouvelles personnes", "New people";
        returning: "سبق لهم الحضور", "Déjà venues", "Returning people";
        unnamed: "محسوبون بدون أسماء", "Comptées sans nom", "Counted without names";
        planned: "حصص مبرمجة", "Séances prévues", "Sessions planned";
        held: "حصص منجزة", "Séances tenues", "Sessions held";
        cancelled: "حصص ملغاة", "Séances annulées", "Sessions cancelled";
        not_marked: "حصص بدون لائحة", "Séances sans appel", "Sessions not marked";
        to_come: "حصص مقبلة", "Séances à venir", "Sessions to come";
        hours: "ساعات منجزة", "Heures tenues", "Hours held";
        learner_hours: "ساعات المشاركات والمشاركين", "Heures-participants", "Participant hours";
        by_hand: "ساعات مدونة باليد", "Heures notées à la main", "Hours written down";
        all_hours: "مجموع الساعات", "Total des heures", "All hours";
        rate: "نسبة الحضور", "Taux de présence", "Attendance rate";
        came: "حضور المسجلين", "Présences d’inscrits", "Registered who came";
        absent: "غياب المسجلين", "Absences d’inscrits", "Registered who were absent";
        unsaid: "مسجلون لم يحدد حضورهم", "Inscrits non pointés", "Registered who were not marked";
        sex: "الجنس", "Sexe", "Sex";
        age: "السن", "Âge", "Age";
        commune: "الجماعة", "Commune", "Commune";
        code: "الرمز", "Code", "Code";
        activity: "النشاط", "Activité", "Activity";
        group: "الفوج", "Groupe", "Group";
        member: "الاسم", "Nom", "Name";
        outcome: "ما وقع", "Issue", "Outcome";
        reason: "السبب", "Motif", "Reason";
        count: "العدد", "Nombre", "Number";
        all: "المجموع", "Total", "Total";
        unknown: "غير معروف", "Non précisé", "Not known";
        hidden: "عدد محجوب", "Nombre masqué", "A hidden number";
        people_means: "كل شخص يحسب مرة واحدة في الفترة، مهما تعددت حصصه وأنشطته. ومن سجل مرتين وقيل إنه شخص واحد يحسب مرة.", "Chaque personne compte une fois sur la période, quel que soit le nombre de séances et d’activités. Deux fiches déclarées de la même personne comptent une fois.", "Each person counts once in the period, however many sessions and activities they came to. Two records said to be one person count once.";
        participations_means: "كل مرة حضر فيها شخص معروف حصة منجزة، في الوقت أو متأخرا.", "Chaque venue d’une personne connue à une séance tenue, à l’heure ou en retard.", "Each time a known person came to a session that was held, on time or late.";
        unnamed_means: "من حضروا ولم تسجل أسماؤهم. يحسبون على حدة، ولا يدخلون في الأشخاص ولا في المشاركات.", "Les personnes venues sans donner de nom. Comptées à part : ni dans les personnes, ni dans les participations.", "Those who came without giving a name. Counted apart: neither among people nor among participations.";
        rate_means: "من بين المسجلين في الفوج يوم الحصة والذين حدد حضورهم أو غيابهم: نسبة من حضروا، في الوقت أو متأخرين. من لم يحدد حضوره لا يحسب.", "Parmi les inscrits au groupe le jour de la séance et pointés : la part de ceux qui sont venus, à l’heure ou en retard. Qui n’a pas été pointé ne compte pas.", "Of those who belonged to the group on the session’s day and of whom something was said: the share that came, on time or late. Who was not marked does not count.";
        new_means: "من حضروا لأول مرة خلال الفترة. والباقون سبق لهم الحضور قبلها.", "Les personnes venues pour la première fois pendant la période. Les autres étaient déjà venues avant.", "Those who came for the first time in the period. The others had come before it.";
        milieu_means: "حسب الجماعة التي يسكنها الشخص: حضرية أو قروية وفق تصنيف المندوبية السامية للتخطيط. وجماعة غير معروفة لا تحسب في أي منهما.", "D’après la commune de la personne, urbaine ou rurale selon le HCP. Une commune inconnue n’est comptée dans aucun des deux.", "By the person’s commune, urban or rural as the HCP says. A commune that is not known counts in neither.";
        disability_means: "أكبر صعوبة في الرؤية أو السمع أو المشي أو التذكر أو العناية بالنفس أو التواصل، بصيغة مجموعة واشنطن كما في الإحصاء العام. لا يسأل عنها إلا إذا اختارت الجمعية ذلك، وتحسب على حدة من لم تسأل ومن فضل عدم الجواب.", "La plus grande difficulté à voir, entendre, marcher, se souvenir, prendre soin de soi ou communiquer, dans les mots du Groupe de Washington que le recensement emploie. Demandée seulement si l’association l’a choisi ; qui n’a pas été interrogé et qui préfère ne pas répondre sont comptés à part.", "The greatest difficulty in seeing, hearing, walking, remembering, caring for oneself or communicating, in the words of the Washington Group that the census uses. Asked only where the association chose so; who was not asked and who prefers not to say are counted apart.";
        age_means: "السن الذي يبلغه الشخص في السنة التي تنتهي فيها الفترة.", "L’âge atteint dans l’année où se termine la période.", "The age reached in the year in which the period ends.";
        planned_means: "كل ما برمج في الفترة: ما أنجز وما ألغي وما مر بدون لائحة وما هو مقبل. والحصة التي تغير موعدها تحسب مرة واحدة.", "Tout ce qui était prévu sur la période : tenu, annulé, sans appel ou à venir. Une séance déplacée compte une fois.", "All that was planned in the period: held, cancelled, not marked or still to come. A session moved to another time counts once.";
        held_means: "حصة سجل فيها حضور أو غياب، أو عد فيها الحاضرون، أو سلم فيها شيء، أو أغلقت لائحتها. والحصة بدون لائحة مر يومها ولم يقل عنها شيء: ليست منجزة ولا ملغاة.", "Une séance où quelqu’un a été pointé ou compté, où quelque chose a été remis, ou dont la feuille a été close. Une séance sans appel est passée sans que rien n’en soit dit : ni tenue, ni annulée.", "A session at which somebody was marked or counted or received something, or whose sheet was closed. One not marked is past and nothing was said of it: neither held nor cancelled.";
        hours_means: "مدة الحصص المنجزة، كل حصة مرة واحدة.", "La durée des séances tenues, chaque séance une fois.", "The length of the sessions that were held, each session once.";
        learner_hours_means: "مدة كل حصة منجزة مضروبة في عدد من حضروها بأسمائهم.", "La durée de chaque séance tenue multipliée par le nombre de personnes connues venues.", "The length of each session that was held, times the known people who came.";
        volunteers_means: "الأعضاء الذين سجلوا في حصص منجزة، وعددها ومدتها، أو قدموا وقتا خارج الحصص دون باليد.", "Les membres qui ont noté présences ou distributions à des séances tenues, combien et leur durée, ou dont le temps donné hors séance a été noté.", "The members who recorded at sessions that were held, how many and their length, or whose time outside sessions was written down.";
        parts_means: "من حضر نشاطين يحسب في كل منهما، ومرة واحدة في المجموع.", "Qui est venu à deux activités compte dans chacune, et une fois dans le total.", "Who came to two activities counts in both, and once in the total.";
        deliveries_means: "كل مادة أو خدمة سلمت خلال الفترة: كم مرة، وكم، ولكم من شخص (كل شخص مرة واحدة). من تسلم دون اسم يحسب على حدة.", "Chaque bien ou service remis sur la période : combien de fois, combien, à combien de personnes (chacune une fois). Qui a reçu sans nom est compté à part.", "Each item handed over in the period: how often, how much, to how many people (each once). Who received it without a name is counted apart.";
        hidden_means: "تحجب الأعداد التي تقل عن 5 أشخاص، وأعداد أخرى معها حتى لا تستنتج بالطرح، حماية للمعطيات الشخصية.", "Les nombres de moins de 5 personnes sont masqués, et d’autres avec eux pour qu’aucun ne se retrouve par soustraction : cela protège les données personnelles.", "Numbers under 5 people are hidden, and others with them so that none is found by subtraction: this protects personal data.";
    }
    say {
        ages(first: u64, last: u64): "من {first} إلى {last}", "{first} à {last} ans", "{first} to {last}";
        ages_from(first: u64): "{first} فما فوق", "{first} ans et plus", "{first} and over";
    }
}

/// What stands in a file or on paper in the place of a number that is not shown.
pub const HIDDEN: &str = "*";

impl Report {
    /// Each word that needs it, and what it means.
    pub const fn meanings(&self) -> [(&'static str, &'static str); 16] {
        [
            (self.people, self.people_means),
            (self.participations, self.participations_means),
            (self.unnamed, self.unnamed_means),
            (self.new, self.new_means),
            (self.age, self.age_means),
            (self.by_milieu, self.milieu_means),
            (self.by_disability, self.disability_means),
            (self.planned, self.planned_means),
            (self.held, self.held_means),
            (self.hours, self.hours_means),
            (self.learner_hours, self.learner_hours_means),
            (self.rate, self.rate_means),
            (self.by_activity, self.parts_means),
            (self.deliveries, self.deliveries_means),
            (self.volunteers, self.volunteers_means),
            (HIDDEN, self.hidden_means),
        ]
    }
}
