//! What goes wrong, and why something was refused.

use super::field::Field;
use crate::i18n::section::section;

section! {
    /// What goes wrong: what happened, what is safe, what to do.
    Problem
    text {
        title: "تعذر ذلك", "Cela n’a pas marché", "That did not work";
        wrong_password: "الاسم أو كلمة السر غير صحيحة. أعيدوا الكتابة بعناية.", "Nom ou mot de passe incorrect. Vérifiez et réessayez.", "The name or password is wrong. Check and try again.";
        needs_https: "بهذا العنوان لا يحتفظ المتصفح بالدخول. افتحوا حاضر بعنوانه الذي يبدأ بـ https://، أو اطلبوه من مسؤول(ة) الجمعية. ما سجلتموه محفوظ.", "À cette adresse, le navigateur ne garde pas la connexion. Ouvrez Hadir à son adresse en https://, ou demandez-la à la personne responsable. Vos saisies sont gardées.", "At this address the browser does not keep the sign-in. Open Hadir at its https:// address, or ask your head for it. What you recorded is safe.";
        locked_out: "تم قطع ولوج هذا الهاتف. تواصلوا مع مسؤول(ة) الجمعية.", "L’accès de ce téléphone a été retiré. Contactez la personne responsable.", "This phone’s access was revoked. Speak to your head.";
        signed_out: "انتهت جلستكم. ما سجلتموه محفوظ هنا؛ ادخلوا من جديد ليرسل.", "Votre session a expiré. Vos saisies sont gardées ici ; reconnectez-vous pour les envoyer.", "Your session ended. What you recorded is safe here; sign in again to send it.";
        invitation_used: "هذه الدعوة استعملت من قبل. اطلبوا دعوة جديدة، أو ادخلوا بحسابكم.", "Cette invitation a déjà servi. Demandez-en une autre, ou connectez-vous.", "This invitation was already used. Ask for a new one, or sign in.";
        invitation_expired: "انتهت صلاحية هذه الدعوة. اطلبوا دعوة جديدة من الجمعية.", "Cette invitation a expiré. Demandez-en une nouvelle à l’association.", "This invitation has expired. Ask the association for a new one.";
        invitation_unknown: "هذا الرابط غير صحيح. تأكدوا من نسخه كاملا.", "Ce lien est incorrect. Vérifiez qu’il est complet.", "This link is not right. Check that it is complete.";
        token_shut: "الرمز غير صالح، أو انتهت صلاحيته، أو ألغي، أو لا يقرأ هذا. لم يقرأ شيء. اطلبوا آخر من مسؤول(ة) الجمعية.", "Le jeton est inconnu, expiré, retiré, ou ne lit pas cela : rien n’a été lu. Demandez-en un autre à la personne responsable.", "The token is unknown, expired, withdrawn, or does not read that; nothing was read. Ask your head for another.";
        too_many_rows: "الأسطر كثيرة على جواب واحد ولم يقرأ شيء. اطلبوا فترة أقصر أو نشاطا واحدا.", "Trop de lignes pour une réponse : rien n’a été lu. Demandez une période plus courte ou une seule activité.", "Too many rows for one answer; nothing was read. Ask for a shorter period or one activity.";
        kept_full: "بلغت التقارير المحفوظة أقصى عدد ولم يحفظ شيء. احذفوا ما لا حاجة به ثم أعيدوا المحاولة.", "Il y a déjà autant de rapports gardés qu’il se peut : rien n’a été gardé. Supprimez ceux dont personne n’a besoin, puis réessayez.", "As many reports are kept as may be; nothing was kept. Delete those that nobody needs, then try again.";
        document_media: "يحفظ حاضر ملفات PDF وJPEG وPNG وDOCX وXLSX وODT فقط، مهما كان اسم الملف. لم يحفظ شيء: اختاروا ملفا آخر أو حولوه إلى PDF.", "Seuls les fichiers PDF, JPEG, PNG, DOCX, XLSX et ODT sont gardés, quel que soit leur nom. Rien n’a été gardé : choisissez-en un autre ou passez-le en PDF.", "Only PDF, JPEG, PNG, DOCX, XLSX and ODT files are kept, whatever they are called. Nothing was kept: choose another, or make it a PDF.";
        document_macros: "في هذا الملف برامج (ماكرو) تشتغل في حاسوب من يفتحه. لم يحفظ شيء: احفظوه دونها أو بصيغة PDF.", "Ce fichier contient des macros, qui s’exécutent chez qui l’ouvre. Rien n’a été gardé : enregistrez-le sans macros, ou en PDF.", "This file holds macros, which run for whoever opens it. Nothing was kept: save it without macros, or as PDF.";
        document_too_large: "الوثيقة أكبر من عشرة ميغا ولم يحفظ شيء. صغروها أو قسموها ثم أعيدوا المحاولة.", "Le document dépasse 10 Mo : rien n’a été gardé. Réduisez-le ou partagez-le, puis réessayez.", "The document is larger than 10 MB; nothing was kept. Make it smaller or split it, then try again.";
        documents_full: "بلغت وثائق الجمعية 200 ميغا ولم يحفظ شيء. اسحبوا ما لا حاجة به: يفرغ مكانه بعد يومين.", "Les documents de l’association atteignent 200 Mo : rien n’a été gardé. Retirez ceux dont personne n’a besoin ; leur place se libère deux jours après.", "The association’s documents have reached 200 MB; nothing was kept. Withdraw those nobody needs; their room is free two days later.";
        document_taken: "حفظت وثيقة أخرى بهذا الرقم، ولم يتغير شيء. اختاروا الملف من جديد ثم أعيدوا المحاولة.", "Un autre document porte déjà ce numéro : rien n’a changé. Choisissez le fichier à nouveau, puis réessayez.", "Another document has this number; nothing has changed. Choose the file again, then try again.";
        invitation_offline: "قبول الدعوة يحتاج إلى اتصال. الرابط يبقى صالحا؛ أعيدوا المحاولة عند عودة الشبكة.", "Accepter demande du réseau. Le lien reste valable ; réessayez plus tard.", "Accepting needs a network. The link stays valid; try again when it is back.";
        storage_full: "ذاكرة الهاتف ممتلئة: لم يحفظ التسجيل الأخير. أفرغوا بعض المساحة ثم أعيدوا المحاولة. ما سبقه محفوظ.", "Le téléphone est plein : la dernière saisie n’a pas été enregistrée. Libérez de la place et recommencez. Le reste est gardé.", "The phone is full: the last entry was not saved. Free some space and do it again. The rest is safe.";
        made_room: "ذاكرة الهاتف ممتلئة. حذف حاضر ما يمكن جلبه من جديد، وتسجيلكم محفوظ. أفرغوا بعض المساحة.", "Le téléphone est plein. Hadir a retiré ce qu’il peut retélécharger : votre saisie est enregistrée. Libérez de la place.", "The phone is full. Hadir removed what it can fetch again, and your entry is saved. Free some space.";
        storage_failed: "تعذر الحفظ في هذا الهاتف. لم يسجل التغيير الأخير؛ أعيدوا المحاولة، أو أعيدوا فتح حاضر. ما سبقه محفوظ.", "L’enregistrement a échoué. La dernière saisie n’est pas gardée ; recommencez ou rouvrez Hadir. Le reste est gardé.", "Saving failed on this phone. The last change was not kept; try again or reopen Hadir. The rest is safe.";
        storage_erased: "محا الهاتف معطيات حاضر وهو مفتوح: لم يحفظ التسجيل الأخير. أعيدوا فتح حاضر؛ ما لم يرسل له نسخة ثانية ويرجع منها.", "Le téléphone a effacé les données de Hadir pendant qu’il était ouvert : la dernière saisie n’est pas gardée. Rouvrez Hadir ; ce qui n’était pas envoyé revient de la seconde copie.", "The phone erased Hadir’s data while it was open: the last entry was not saved. Open Hadir again; what was not sent comes back from its second copy.";
        storage_blocked: "المتصفح يمنع التخزين (تصفح خاص؟). افتحوا حاضر في نافذة عادية.", "Le navigateur bloque le stockage (navigation privée ?). Ouvrez Hadir dans une fenêtre normale.", "The browser blocks storage (private window?). Open Hadir in a normal window.";
        other_tab: "حاضر مفتوح في نافذة أخرى. أغلقوها ثم أعيدوا المحاولة هنا. ما سجلتموه محفوظ.", "Hadir est ouvert dans un autre onglet. Fermez-le, puis réessayez ici. Vos saisies sont gardées.", "Hadir is open in another tab. Close that tab, then try again here. What you recorded is safe.";
        other_person: "دخل شخص آخر أو خرج في نافذة أخرى من هذا الهاتف. لم يسجل هذا التغيير؛ ما سبقه محفوظ.", "Une autre personne s’est connectée ou déconnectée dans un autre onglet. Cette saisie n’est pas gardée ; le reste l’est.", "Someone else signed in or out in another tab. This entry was not kept; everything before it is safe.";
        offline: "لا اتصال الآن. ما سجلتموه محفوظ في هذا الهاتف وسيرسل وحده.", "Pas de réseau. Vos saisies sont gardées sur ce téléphone et partiront seules.", "No network now. What you recorded is safe on this phone and will be sent by itself.";
        too_slow: "الشبكة بطيئة جدا فتوقف الإرسال. ما سجلتموه محفوظ في هذا الهاتف؛ أعيدوا المحاولة في مكان شبكته أحسن.", "Le réseau est trop lent, l’envoi s’est arrêté. Vos saisies sont gardées sur ce téléphone ; réessayez là où il passe mieux.", "The network is too slow and sending stopped. What you recorded is safe on this phone; try again where it is better.";
        last_head: "تحتاج الجمعية إلى مسؤول(ة) على الأقل. لم يتغير شيء؛ عينوا غيركم أولا.", "L’association doit garder au moins une personne responsable. Rien n’a changé ; nommez-en d’abord une autre.", "The association needs at least one head. Nothing has changed; name another first.";
        stopped: "أوقفتم العملية. ما كان مكتوبا هنا باق؛ إن كان الخادم قد توصل بكل شيء فربما تم الأمر: تحققوا قبل الإعادة.", "Vous avez arrêté. Ce qui était saisi est toujours là ; si le serveur avait déjà tout reçu, c’est peut-être fait : vérifiez avant de recommencer.", "You stopped it. What was filled in is still here; if the server had received everything already, it may be done: look before you try again.";
        needs_network: "هذا يحتاج إلى اتصال. لم يتغير شيء؛ أعيدوا المحاولة عند عودة الشبكة.", "Ceci demande du réseau. Rien n’a changé ; réessayez quand il revient.", "This needs a network. Nothing has changed; try again when it is back.";
        server: "الخادم لا يجيب كما يجب. ما سجلتموه محفوظ؛ سنعيد المحاولة.", "Le serveur répond mal. Vos saisies sont gardées ; un nouvel essai suivra.", "The server is not answering well. What you recorded is safe; we will try again.";
        no_room: "لم يبق مكان عند الخادم. كل ما سجلتموه محفوظ في هذا الهاتف وسيرسل وحده؛ أخبروا مسؤول(ة) الجمعية.", "Le serveur n’a plus de place. Toutes vos saisies sont gardées sur ce téléphone et partiront seules ; prévenez la personne responsable.", "The server has no room left. Everything you recorded is safe on this phone and will be sent by itself; tell your head.";
        answer_not_kept: "لم يستطع هذا الهاتف حفظ جواب الخادم. ما سجلتموه من قبل محفوظ؛ أفرغوا بعض المساحة أو أعيدوا فتح حاضر، وسنعيد المحاولة.", "Ce téléphone n’a pas pu garder la réponse du serveur. Ce que vous aviez saisi est gardé ; libérez de la place ou rouvrez Hadir, un nouvel essai suivra.", "This phone could not keep the server’s answer. What you recorded before is safe; free some space or open Hadir again, and we will try again.";
        phone_erased: "محا الهاتف معطيات حاضر. ما لم يرسل له نسخة ثانية مختومة: ادخلوا بكلمة السر لترجع.", "Le téléphone a effacé les données de Hadir. Ce qui n’était pas envoyé a une seconde copie, scellée : entrez votre mot de passe pour la retrouver.", "The phone erased Hadir’s data. What was not sent has a second copy, sealed: sign in with your password to bring it back.";
        not_allowed: "ليس لكم حق الولوج إلى هذا. اطلبوه من مسؤول(ة) الجمعية.", "Vous n’avez pas accès à ceci. Demandez-le à la personne responsable.", "You have no access to this. Ask your head for it.";
        not_found: "لم نجد ما تبحثون عنه في هذا الهاتف. ربما لم يصل بعد أو سحب منكم.", "Introuvable sur ce téléphone : pas encore reçu, ou retiré.", "Not on this phone: it may not have arrived yet, or was taken back.";
        guessable_password: "كلمة السر هذه سهلة التخمين: خذوا ثلاث كلمات أو أربعا لا علاقة بينها ولا بكم. لم يحفظ شيء بعد.", "Ce mot de passe se devine vite : prenez trois ou quatre mots sans rapport entre eux ni avec vous. Rien n’est encore enregistré.", "Others would soon guess this password: take three or four words that have nothing to do with each other, or with you. Nothing is saved yet.";
        member_unknown: "هذا العضو غير موجود، أو حسابه مغلق. لم يحدث أي رابط. افتحوا الحساب أولا.", "Ce membre n’existe pas, ou son compte est fermé. Aucun lien n’a été fait. Rouvrez d’abord le compte.", "There is no such member, or their account is closed. No link was made. Open the account first.";
        weak_password: "كلمة السر قصيرة: 8 أحرف على الأقل. لم ينشأ الحساب بعد.", "Mot de passe trop court : 8 caractères au moins. Le compte n’est pas encore créé.", "The password is too short: at least 8 characters. The account is not made yet.";
        code_needed: "كلمة السر صحيحة. بقي رمز التحقق.", "Mot de passe correct. Il reste le code de vérification.", "The password is right. Now the code.";
        wrong_code: "الرمز غير صحيح، أو استعمل من قبل. خذوا الرمز الظاهر الآن، وتأكدوا أن ساعة هاتفه مضبوطة.", "Code incorrect ou déjà utilisé. Prenez celui qui s’affiche maintenant, et vérifiez l’heure de son téléphone.", "The code is wrong or served already. Take the one shown now, and check that its phone’s clock is right.";
        code_closed: "رموز خاطئة كثيرة: ربما يعرف غيركم كلمة السر. ادخلوا برمز استرجاع أو برابط من مسؤول(ة) الجمعية، ثم غيروا كلمة السر. ما سجلتموه محفوظ.", "Trop de codes faux : quelqu’un connaît peut-être le mot de passe. Entrez par un code de secours ou un lien de la personne responsable, puis changez-le. Vos saisies sont gardées.", "Too many wrong codes: someone may know the password. Come in by a recovery code or a link from your head, then change it. What you recorded is safe.";
        factor_on: "الدخول بخطوتين مشغل من قبل. لم يتغير شيء؛ أوقفوه أولا لتشغيله من جديد.", "La connexion en deux étapes est déjà activée. Rien n’a changé ; désactivez-la d’abord pour recommencer.", "Two-step sign-in is on already. Nothing has changed; switch it off first to begin anew.";
        factor_not_offered: "لم يعد هذا المفتاح صالحا. لم يتغير شيء؛ ابدؤوا من جديد واحذفوه من تطبيق الرموز.", "Cette clé n’est plus valable. Rien n’a changé ; recommencez, et retirez-la de l’application.", "This key is no longer valid. Nothing has changed; begin again, and remove it from the app.";
        factor_own: "لا يوقف أحد الدخول بخطوتين لنفسه بهذا الرابط. لم يحدث شيء؛ اطلبوه من مسؤول(ة) آخر(ى) أو ممن يسير الخادم.", "Nul ne se retire ainsi la connexion en deux étapes. Rien n’a été fait ; demandez-le à un(e) autre responsable ou à qui gère le serveur.", "Nobody takes two-step sign-in from themselves this way. Nothing was made; ask another head, or whoever runs the server.";
        login_taken: "هذا الاسم أو الهاتف مستعمل. اختاروا غيره؛ الدعوة ما زالت صالحة.", "Ce nom ou ce téléphone est déjà pris. Choisissez-en un autre ; l’invitation reste valable.", "This name or phone is taken. Choose another; the invitation is still valid.";
        others_work: "في هذا الهاتف عمل لم يرسل بعد يخص شخصا آخر. هو محفوظ: ليدخل صاحبه ويرسله أولا.", "Ce téléphone garde le travail non envoyé d’une autre personne. Il est en sûreté : qu’elle se connecte ici et l’envoie d’abord.", "This phone keeps unsent work of another person. It is safe: let them sign in here and send it first.";
        update_required: "نسخة حاضر في هذا الهاتف قديمة جدا على الخادم. ما سجلتموه محفوظ؛ حدثوا حاضر ليرسل.", "Cette version de Hadir est trop ancienne pour le serveur. Vos saisies sont gardées ; mettez à jour pour les envoyer.", "This Hadir is too old for the server. What you recorded is safe; update to send it.";
        unexpected: "وقع خطأ غير متوقع. ما سجلتموه محفوظ في هذا الهاتف. أعيدوا فتح حاضر.", "Une erreur inattendue. Vos saisies sont gardées sur ce téléphone. Rouvrez Hadir.", "Something unexpected went wrong. What you recorded is safe on this phone. Reopen Hadir.";
        not_understood: "لم يفهم الخادم هذا الطلب، ولم يتغير شيء. ما سجلتموه محفوظ. حدثوا حاضر ثم أعيدوا المحاولة.", "Le serveur n’a pas compris cette demande : rien n’a changé. Vos saisies sont gardées. Mettez Hadir à jour, puis réessayez.", "The server did not understand this; nothing has changed. What you recorded is safe. Update Hadir, then try again.";
        too_large: "هذا أكبر مما يقبله الخادم، ولم يتغير شيء. قللوا الحجم أو قسموه، ثم أعيدوا المحاولة.", "C’est plus grand que ce que le serveur accepte : rien n’a changé. Réduisez ou partagez-le, puis réessayez.", "This is larger than the server takes; nothing has changed. Make it smaller or split it, then try again.";
        bad_file: "تعذرت قراءة هذا الملف. المرجو حفظه بصيغة CSV أو XLSX. لم يتغير شيء.", "Ce fichier est illisible. Enregistrez-le en CSV ou XLSX. Rien n’a changé.", "This file cannot be read. Save it as CSV or XLSX. Nothing has changed.";
        empty_file: "الملف فارغ. لم يتغير شيء.", "Le fichier est vide. Rien n’a changé.", "The file is empty. Nothing has changed.";
        other_origin: "جاء هذا الطلب من عنوان آخر فرفضه الخادم. ما سجلتموه محفوظ. افتحوا حاضر من عنوانه المعتاد ثم أعيدوا المحاولة.", "Cette demande venait d’une autre adresse : le serveur l’a refusée. Vos saisies sont gardées. Ouvrez Hadir à son adresse habituelle, puis réessayez.", "This came from another address, so the server refused it. What you recorded is safe. Open Hadir at its usual address, then try again.";
        required: "خانة ضرورية ما زالت فارغة، ولم يتغير شيء. املؤوها ثم أعيدوا المحاولة.", "Un champ obligatoire est vide : rien n’a changé. Remplissez-le, puis réessayez.", "Something needed is still empty; nothing has changed. Fill it in, then try again.";
        too_long: "النص أطول من المسموح به، ولم يتغير شيء. اختصروه ثم أعيدوا المحاولة.", "Un texte est trop long : rien n’a changé. Raccourcissez-le, puis réessayez.", "A text is too long; nothing has changed. Shorten it, then try again.";
        bad_text: "في النص رموز غير مقبولة، ولم يتغير شيء. احذفوها ثم أعيدوا المحاولة.", "Un texte contient des caractères interdits : rien n’a changé. Retirez-les, puis réessayez.", "A text has characters that are not accepted; nothing has changed. Take them out, then try again.";
        bad_value: "قيمة غير مقبولة، ولم يتغير شيء. راجعوا ما كتبتم ثم أعيدوا المحاولة.", "Une valeur n’est pas acceptée : rien n’a changé. Vérifiez votre saisie, puis réessayez.", "A value is not accepted; nothing has changed. Check what you typed, then try again.";
        bad_period: "الفترة غير صالحة، ولم يحدث أي ملف. اختاروا يوم البداية ثم يوم النهاية بعده، وأعيدوا المحاولة.", "La période ne convient pas : aucun fichier n’a été fait. Choisissez un premier jour, puis un dernier qui ne le précède pas, et réessayez.", "The period does not work; no file was made. Choose a first day and a last one that is not before it, then try again.";
        bad_bands: "فئات السن غير صالحة، ولم يحدث أي ملف. ابدؤوا من 0 ثم ازدادوا، مثل 0 و6 و15 و18.", "Les tranches d’âge ne conviennent pas : aucun fichier n’a été fait. Commencez à 0 et montez : 0, 6, 15, 18 par exemple.", "The age bands do not work; no file was made. Begin at 0 and ascend: 0, 6, 15, 18 for instance.";
        bad_mapping: "اختيار الأعمدة غير صالح، ولم يستورد شيء. راجعوا لكل عمود ما يقابله ثم أعيدوا المحاولة.", "Le choix des colonnes ne convient pas : rien n’a été importé. Vérifiez chaque colonne, puis réessayez.", "The choice of columns does not work; nothing was imported. Check each column, then try again.";
        unknown_reference: "ما اخترتموه لم يعد موجودا عند الخادم، ولم يتغير شيء. أعيدوا الاختيار ثم حاولوا من جديد.", "Ce que vous avez choisi n’existe plus sur le serveur : rien n’a changé. Choisissez à nouveau, puis réessayez.", "What you chose is no longer on the server; nothing has changed. Choose again, then try again.";
        parcel_damaged: "هذا الملف ليس عملا محفوظا من حاضر، أو تضرر في الطريق. لم يسجل شيء، والأصل باق في الهاتف الذي جاء منه: احفظوه هناك من جديد.", "Ce fichier n’est pas un travail gardé par Hadir, ou il s’est abîmé en route. Rien n’a été enregistré et l’original reste sur son téléphone : enregistrez-le de nouveau là-bas.", "This file is not work saved by Hadir, or was damaged on its way. Nothing was recorded, and the original is still on its phone: save it there again.";
        parcel_foreign: "هذا الملف يخص جمعية أخرى، ولم يسجل شيء. سلموه إلى عضو من تلك الجمعية؛ الأصل باق في هاتفه.", "Ce fichier est celui d’une autre association : rien n’a été enregistré. Remettez-le à un membre de celle-ci ; l’original reste sur son téléphone.", "This file is of another association; nothing was recorded. Give it to a member of that one; the original is still on its phone.";
        parcel_newer: "هذا الملف من نسخة أحدث من حاضر، ولم يسجل شيء. احتفظوا به، حدثوا حاضر، ثم سلموه من جديد.", "Ce fichier vient d’une version plus récente de Hadir : rien n’a été enregistré. Gardez-le, mettez Hadir à jour, puis remettez-le.", "This file comes from a later Hadir; nothing was recorded. Keep it, update Hadir, then deliver it again.";
        cin_closed: "أرقام البطاقات الوطنية مغلقة: يدخل رئيس(ة) الجمعية أولا رقم إذن اللجنة الوطنية في الإعدادات. لم يحفظ شيء.", "Les numéros de CNIE sont fermés : une ou un responsable saisit d’abord le numéro de l’autorisation CNDP dans les réglages. Rien n’a été gardé.", "Identity card numbers are closed: a head first enters the number of the CNDP authorisation in the settings. Nothing was kept.";
        cin_unfit: "رقم البطاقة الوطنية حرف أو حرفان ثم سبعة أرقام على الأكثر. لم يحفظ شيء، صححوه وأعيدوا المحاولة.", "Un numéro de CNIE : une ou deux lettres puis sept chiffres au plus. Rien n’a été gardé, corrigez et réessayez.", "An identity card number is one or two letters and up to seven digits. Nothing was kept: correct it and try again.";
        too_many_cards: "هذه بطاقات أكثر من أن يسعها ملف واحد. اطبعوا بطاقات كل نشاط من صفحته. لم يتغير شيء.", "Il y a trop de cartes pour un seul fichier : imprimez-les activité par activité, depuis la page de chacune. Rien n’a changé.", "There are too many cards for one file: print them activity by activity, from the page of each. Nothing has changed.";
        no_paper: "لا شيء يكتب في هذه الورقة بعد: لم يحضر أحد، أو حذف ما هي عنه. لم يتغير شيء.", "Il n’y a rien à mettre sur ce papier : personne n’est encore venu, ou ce dont il parle n’existe plus. Rien n’a changé.", "There is nothing to put on this paper: nobody came yet, or what it is of is gone. Nothing has changed.";
        cin_none: "لا رقم محفوظ لهذا الشخص.", "Aucun numéro n’est gardé pour cette personne.", "No number is kept of this person.";
        no_secret: "لم يتلق هذا الهاتف بعد ما يختم به الملف. ما سجلتموه محفوظ هنا. اتصلوا بالأنترنيت مرة، ثم أعيدوا المحاولة.", "Ce téléphone n’a pas encore reçu de quoi sceller un fichier. Vos saisies sont gardées ici. Connectez-le une fois au réseau, puis réessayez.", "This phone has not yet been given what seals a file. What you recorded is safe here. Connect it to the network once, then try again.";
        refused_required: "هذه الخانة ضرورية", "ce champ est obligatoire", "this is needed";
        refused_too_long: "النص أطول من المسموح به", "le texte est trop long", "the text is too long";
        refused_too_short: "النص أقصر من المطلوب", "le texte est trop court", "the text is too short";
        refused_bad_phone: "رقم الهاتف غير صحيح: عشرة أرقام تبدأ بـ 05 أو 06 أو 07 أو 08", "numéro invalide : dix chiffres commençant par 05, 06, 07 ou 08", "not a phone number: ten digits starting 05, 06, 07 or 08";
        refused_bad_date: "التاريخ غير صحيح: يوم/شهر/سنة", "date invalide : jour/mois/année", "not a date: day/month/year";
        refused_bad_year: "السنة غير صحيحة", "année invalide", "not a year";
        refused_bad_number: "عدد غير صحيح", "nombre invalide", "not a number";
        refused_bad_text: "يحتوي النص على رموز غير مقبولة", "le texte contient des caractères interdits", "the text has characters that are not accepted";
        refused_unknown_value: "قيمة غير معروفة", "valeur inconnue", "not a known value";
        refused_not_allowed: "ليس لكم الحق في هذا التغيير", "vous n’avez pas le droit de faire ce changement", "you may not make this change";
        refused_unknown_reference: "يشير إلى شيء غير موجود", "renvoie à quelque chose d’inconnu", "points to something that is not there";
        refused_session_cancelled: "الحصة ملغاة: أعيدوا فتحها أولا", "séance annulée : rouvrez-la d’abord", "the session is cancelled: reopen it first";
        refused_future: "التاريخ لم يحن بعد", "la date est dans le futur", "the date is in the future";
        refused_too_old: "التاريخ قديم جدا", "la date est trop ancienne", "the date is too far back";
        refused_before_start: "النهاية قبل البداية", "la fin précède le début", "the end is before the start";
        refused_duplicate: "موجود من قبل", "existe déjà", "already exists";
        refused_full: "اكتملت المقاعد", "il n’y a plus de place", "there is no place left";
        refused_immutable: "لا يمكن تغيير هذا بعد تسجيله", "ceci ne peut plus être modifié", "this can no longer be changed";
        refused_guardian: "اسم ولي الأمر ضروري لقاصر", "le tuteur est obligatoire pour un enfant", "a minor needs a guardian";
        refused_consent: "يجب تسجيل الموافقة أولا", "le consentement est à recueillir d’abord", "consent must be recorded first";
        refused_newer: "نسخة حاضر في هذا الهاتف قديمة: المرجو تحديثها", "la version de Hadir sur ce téléphone est ancienne : mettez à jour", "this phone’s Hadir is too old: please update";
        refused_bad_value: "قيمة غير مقبولة", "valeur non acceptée", "not a value that fits";
        refused_right: "سحب منكم هذا الحق بعد التسجيل: القرار للمسؤول(ة)", "ce droit vous a été retiré depuis la saisie : la personne responsable décidera", "this right was withdrawn after you recorded it: your head will decide";
        refused_declined: "لم يقبله مسؤول(ة) الجمعية", "une personne responsable l’a écarté", "a head declined it";
        refused_last_head: "تحتاج الجمعية إلى مسؤول(ة) على الأقل: عينوا غيركم أولا", "l’association doit garder au moins une personne responsable : nommez-en d’abord une autre", "the association needs at least one head: name another first";
        registration_closed: "التسجيل في هذا النشاط مغلق الآن، ولم يسجل شيء. تواصلوا مع الجمعية لمعرفة موعد فتحه.", "Les inscriptions à cette activité sont fermées : rien n’a été enregistré. Demandez à l’association quand elles ouvrent.", "Registration for this activity is closed; nothing was recorded. Ask the association when it opens.";
        invitation_only: "هذا النشاط بالدعوة فقط، ولم يسجل شيء. تواصلوا مع الجمعية.", "Cette activité est sur invitation : rien n’a été enregistré. Contactez l’association.", "This activity is by invitation only; nothing was recorded. Contact the association.";
        capacity_passed: "لم يبق مكان: الشخص في لائحة الانتظار، وما سجلتموه محفوظ. القرار للمسؤول(ة).", "Plus de place : la personne est sur la liste d’attente et vos saisies sont gardées. La personne responsable décidera.", "There was no place left: the person is on the waiting list, and what you recorded is safe. Your head will decide.";
        erased: "حذفت معطيات هذا الشخص التي تعرف به، بطلب منه أو لانتهاء مدة الاحتفاظ بها: لا يضاف إليها شيء، ولم يتغير شيء. حضوره يبقى محسوبا. إن رجع إليكم فسجلوه من جديد.", "Ce qui identifiait cette personne a été effacé, à sa demande ou au terme de la durée de conservation : rien ne s’y ajoute, rien n’a changé. Ses présences restent comptées. Si elle revient, inscrivez-la à nouveau.", "What identified this person was erased, at their request or because it was kept long enough: nothing is added to it, and nothing has changed. Their attendance still counts. If they come back, add them anew.";
        refused_erased: "حذفت معطيات هذا الشخص: لم يحتفظ بما كتبتموه عنه، وحضوره يبقى محسوبا", "les données de cette personne ont été effacées : ce que vous aviez écrit n’est pas gardé, ses présences restent comptées", "this person’s data was erased: what you wrote of them is not kept, their attendance still counts";
        refused_closed: "التسجيل مغلق في هذا التاريخ", "les inscriptions sont fermées à cette date", "registration is closed on this day";
        refused_invited: "التسجيل بالدعوة فقط", "l’inscription est sur invitation", "registration is by invitation only";
        refused_other: "لم يقبل الخادم هذا التغيير", "le serveur n’a pas accepté ce changement", "the server did not accept this change";
    }
    say {
        in_field(field: &str, why: &str): "{field}: {why}.", "{field} : {why}.", "{field}: {why}.";
        stated(why: &str): "{why}.", "{why}.", "{why}.";
        too_many_tries(wait: &str): "محاولات كثيرة. أعيدوا المحاولة بعد {wait}. حسابكم بخير.", "Trop d’essais. Réessayez dans {wait}. Votre compte est intact.", "Too many tries. Try again in {wait}. Your account is fine.";
    }
}

impl Problem {
    /// Why a change was refused, in one sentence: the field's label and the reason.
    ///
    /// An empty `field` leaves the label out; a code it does not know reads as a plain refusal.
    pub fn refusal(&self, code: &str, field: &str) -> String {
        let why = self.refusal_reason(code);
        match field {
            "" => self.stated(why),
            _ => self.in_field(Field::of(self.lang()).label(field), why),
        }
    }

    /// A problem in one sentence by its code: what happened, what is safe, what to do.
    ///
    /// A code it does not know reads as something unexpected.
    pub fn sentence(&self, code: &str) -> &'static str {
        match code {
            "wrong_sign_in" => self.wrong_password,
            "needs_https" => self.needs_https,
            "offline" => self.offline,
            "no_network" | "needs_network" => self.needs_network,
            "stopped" => self.stopped,
            "signed_out" | "secret_told" | "pass_told" => self.signed_out,
            "other_device" => self.locked_out,
            "not_allowed" => self.not_allowed,
            "invitation_unknown" => self.invitation_unknown,
            "invitation_used" => self.invitation_used,
            "invitation_expired" | "invitation_revoked" => self.invitation_expired,
            "member_unknown" => self.member_unknown,
            "code_needed" => self.code_needed,
            "wrong_code" => self.wrong_code,
            "code_closed" => self.code_closed,
            "factor_on" => self.factor_on,
            "factor_not_offered" => self.factor_not_offered,
            "factor_own" => self.factor_own,
            "token_missing" | "token_unknown" | "token_expired" | "token_withdrawn" | "token_reach" => {
                self.token_shut
            }
            "weak_password" => self.weak_password,
            "guessable_password" => self.guessable_password,
            "login_taken" => self.login_taken,
            "others_work" => self.others_work,
            "update_required" | "newer_version" => self.update_required,
            "storage_full" => self.storage_full,
            "storage_failed" => self.storage_failed,
            "storage_blocked" => self.storage_blocked,
            "storage_erased" => self.storage_erased,
            "answer_not_kept" => self.answer_not_kept,
            "no_room" => self.no_room,
            "other_tab" => self.other_tab,
            "other_person" => self.other_person,
            "unavailable" | "server" => self.server,
            "too_slow" => self.too_slow,
            "malformed" | "wrong_type" | "wrong_method" => self.not_understood,
            "not_found" => self.not_found,
            "other_origin" => self.other_origin,
            "bad_mapping" => self.bad_mapping,
            "bad_file" => self.bad_file,
            "empty_file" => self.empty_file,
            "parcel_damaged" => self.parcel_damaged,
            "parcel_foreign" => self.parcel_foreign,
            "parcel_newer" => self.parcel_newer,
            "cin_closed" => self.cin_closed,
            "cin_unfit" => self.cin_unfit,
            "cin_none" => self.cin_none,
            "no_secret" => self.no_secret,
            code if code.starts_with("status_5") => self.server,
            code => self.unfit(code),
        }
    }

    /// A problem with what was typed or chosen, in one sentence, by its code.
    fn unfit(&self, code: &str) -> &'static str {
        match code {
            "required" => self.required,
            "too_long" => self.too_long,
            "too_large" | "status_413" => self.too_large,
            "bad_text" => self.bad_text,
            "bad_period" => self.bad_period,
            "too_many_rows" => self.too_many_rows,
            "kept_full" => self.kept_full,
            "too_many_cards" => self.too_many_cards,
            "no_paper" => self.no_paper,
            "document_media" => self.document_media,
            "document_macros" => self.document_macros,
            "document_too_large" => self.document_too_large,
            "documents_full" => self.documents_full,
            "document_taken" => self.document_taken,
            "bad_bands" => self.bad_bands,
            "unknown_reference" => self.unknown_reference,
            "last_head" => self.last_head,
            "registration_closed" => self.registration_closed,
            "invitation_only" => self.invitation_only,
            "capacity_passed" => self.capacity_passed,
            "erased" => self.erased,
            "unknown_kind" | "unsupported_version" => self.update_required,
            "bad_value" | "bad_phone" | "bad_day" | "fixed" | "wrong_id" | "other_kind"
            | "session_in_future" | "session_cancelled" | "right_withdrawn" | "declined" => self.bad_value,
            _ => self.unexpected,
        }
    }

    /// The bare reason of a refusal, as it stands under a form field.
    pub fn refusal_reason(&self, code: &str) -> &'static str {
        match code {
            "required" => self.refused_required,
            "too_long" | "too_large" => self.refused_too_long,
            "too_short" => self.refused_too_short,
            "bad_phone" => self.refused_bad_phone,
            "bad_date" | "bad_day" => self.refused_bad_date,
            "bad_value" => self.refused_bad_value,
            "bad_year" => self.refused_bad_year,
            "bad_number" => self.refused_bad_number,
            "bad_text" => self.refused_bad_text,
            "unknown_value" => self.refused_unknown_value,
            "not_allowed" => self.refused_not_allowed,
            "unknown_reference" => self.refused_unknown_reference,
            "session_cancelled" => self.refused_session_cancelled,
            "future" | "session_in_future" => self.refused_future,
            "too_old" => self.refused_too_old,
            "before_start" => self.refused_before_start,
            "duplicate" | "wrong_id" | "other_kind" => self.refused_duplicate,
            "full" | "capacity_passed" => self.refused_full,
            "registration_closed" => self.refused_closed,
            "invitation_only" => self.refused_invited,
            "fixed" => self.refused_immutable,
            "guardian_required" => self.refused_guardian,
            "consent_required" => self.refused_consent,
            "right_withdrawn" => self.refused_right,
            "last_head" => self.refused_last_head,
            "erased" => self.refused_erased,
            "declined" => self.refused_declined,
            "unknown_kind" | "unsupported_version" => self.refused_newer,
            _ => self.refused_other,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::i18n::Lang;

    #[test]
    fn a_refusal_names_its_field_and_its_reason() {
        let said = Lang::Fr.words().problem.refusal("bad_phone", "phone");
        assert!(said.contains("Téléphone"), "{said}");
        assert!(said.contains("dix chiffres"), "{said}");
    }

    /// The codes in the server's own source: whatever is made with `ApiError::new` or `unfit`.
    fn codes_of_the_server(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                codes_of_the_server(&path, found);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let helper = source.contains("fn unfit(code").then_some("unfit(");
            for start in ["ApiError::new("].into_iter().chain(helper) {
                let calls = source.split(start).skip(1);
                let first = |call: &str| Some(call.split(';').next()?.split('"').nth(1)?.to_owned());
                found.extend(calls.filter_map(first).filter(|code| !code.contains([' ', '/'])));
            }
        }
    }

    #[test]
    fn every_code_the_server_can_send_has_a_sentence_of_its_own() {
        let mut codes = Vec::new();
        let server = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/src");
        codes_of_the_server(server.as_ref(), &mut codes);
        for known in [
            "unavailable",
            "malformed",
            "other_origin",
            "bad_mapping",
            "unknown_reference",
        ] {
            assert!(
                codes.iter().any(|code| code == known),
                "{known} is not among {codes:?}"
            );
        }
        codes.extend(
            domain::verdict::Reason::ALL
                .iter()
                .map(|reason| reason.name().to_owned()),
        );
        for lang in Lang::ALL {
            let problem = lang.words().problem;
            // What is told with how long to wait is made elsewhere.
            for code in codes.iter().filter(|code| *code != "too_many_tries") {
                assert_ne!(problem.sentence(code), problem.unexpected, "{code}");
            }
        }
    }

    #[test]
    fn a_refusal_of_tomorrow_is_still_a_sentence() {
        for lang in Lang::ALL {
            let said = lang
                .words()
                .problem
                .refusal("a_code_of_a_later_version", "a_new_field");
            assert!(said.contains("a_new_field") && said.ends_with('.'), "{said}");
        }
    }
}
