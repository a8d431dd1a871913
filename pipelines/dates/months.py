"""The names of the months in the languages in which news is printed, as data.

A new language is one row here. The names follow the Unicode CLDR (dates/calendars/gregorian, wide and abbreviated,
format and stand-alone), with what the press of a language spells otherwise; names that mean different months in two
languages (Croatian `listopad` against Polish and Czech) are left out.
"""

from pipelines.dates.words import numbered

MONTHS = numbered(
    """
    -- English; German, with Austria; French; Spanish; Portuguese; Italian; Catalan
    january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct
    november/nov december/dec;
    januar/jänner/jan/jän februar/feber/feb märz/mär/mrz april/apr mai juni/jun juli/jul august/aug september/sept/sep
    oktober/okt november/nov dezember/dez;
    janvier/janv/jan février/févr/fév mars avril/avr mai juin/jui juillet/juil/juill août septembre/sept octobre/oct
    novembre/nov décembre/déc;
    enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago
    septiembre/setiembre/sept/sep/set octubre/oct noviembre/nov diciembre/dic;
    janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out
    novembro/nov dezembro/dez;
    gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set/sett
    ottobre/ott novembre/nov dicembre/dic;
    gener/gen febrer/febr març abril/abr maig juny juliol agost/ag setembre/set octubre/oct novembre/nov desembre/des;
    -- Dutch; Danish; Norwegian; Swedish; Finnish
    januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep/sept oktober/okt
    november/nov december/dec;
    januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sep/sept oktober/okt
    november/nov december/dec;
    januar/jan februar/feb mars april/apr mai juni/jun juli/jul august/aug september/sep oktober/okt november/nov
    desember/des;
    januari/jan februari/febr mars april/apr maj juni/jun juli/jul augusti/aug september/sept oktober/okt november/nov
    december/dec;
    tammikuuta/tammikuu/tammi helmikuuta/helmikuu/helmi maaliskuuta/maaliskuu/maalis huhtikuuta/huhtikuu/huhti
    toukokuuta/toukokuu/touko kesäkuuta/kesäkuu/kesä heinäkuuta/heinäkuu/heinä elokuuta/elokuu/elo
    syyskuuta/syyskuu/syys lokakuuta/lokakuu/loka marraskuuta/marraskuu/marras joulukuuta/joulukuu/joulu;
    -- Polish; Czech; Slovak; Hungarian; Romanian
    stycznia/styczeń/sty lutego/luty/lut marca/marzec/mar kwietnia/kwiecień/kwi maja/maj czerwca/czerwiec/cze
    lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/listopad/lis
    grudnia/grudzień/gru;
    ledna/leden/led února/únor/úno března/březen/bře dubna/duben/dub května/květen/kvě června/červen
    července/červenec/čvc srpna/srpen/srp září/zář října/říjen/říj listopadu/listopad prosince/prosinec;
    januára/január februára/február marca/marec apríla/apríl mája/máj júna/jún júla/júl augusta/august
    septembra/september októbra/október novembra/november decembra/december;
    január/jan február/febr/feb március/márc április/ápr május/máj június/jún július/júl augusztus/aug
    szeptember/szept/szep október/okt november/nov december/dec;
    ianuarie/ian februarie/feb martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug septembrie/sept octombrie/oct
    noiembrie/noi/nov decembrie/dec;
    -- Russian; Ukrainian; Bulgarian; Greek
    января/январь/янв февраля/февраль/фев/февр марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл
    августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт ноября/ноябрь/ноя/нояб декабря/декабрь/дек;
    січня/січень/січ лютого/лютий/лют березня/березень/бер квітня/квітень/кві/квіт травня/травень/тра/трав
    червня/червень/чер/черв липня/липень/лип серпня/серпень/сер/серп вересня/вересень/вер жовтня/жовтень/жов/жовт
    листопада/листопад/лист/лис грудня/грудень/гру/груд;
    януари/ян февруари/фев март/мар април/апр май юни юли август/авг септември/сеп октомври/окт ноември/ное
    декември/дек;
    ιανουαρίου/ιανουάριος/ιαν φεβρουαρίου/φεβρουάριος/φεβ μαρτίου/μάρτιος/μαρ απριλίου/απρίλιος/απρ μαΐου/μάιος/μαι
    ιουνίου/ιούνιος/ιουν ιουλίου/ιούλιος/ιουλ αυγούστου/αύγουστος/αυγ σεπτεμβρίου/σεπτέμβριος/σεπ/σεπτ
    οκτωβρίου/οκτώβριος/οκτ νοεμβρίου/νοέμβριος/νοε δεκεμβρίου/δεκέμβριος/δεκ;
    -- Estonian; Slovene; Serbian in both scripts
    jaanuar/jaan veebruar/veebr märts aprill/apr mai juuni/juun juuli/juul august/aug september/sept oktoober/okt
    november/nov detsember/dets;
    januar/jan februar/feb marec/mar april/apr maj junij/jun julij/jul avgust/avg september/sep/sept oktober/okt
    november/nov december/dec;
    januar/jan februar/feb mart/mar april/apr maj jun jul avgust/avg septembar/sep oktobar/okt novembar/nov
    decembar/dec;
    јануар фебруар март април мај јун јул август септембар октобар новембар децембар;
    -- Turkish; Indonesian; Malay
    ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas
    aralık/ara;
    januari/jan februari/feb maret/mar april/apr mei juni/jun juli/jul agustus/agu/agt/ags september/sep oktober/okt
    november/nov desember/des;
    januari/jan februari/feb mac april/apr mei jun julai ogos/ogo september/sep oktober/okt november/nov disember/dis;
    -- Belarusian; Macedonian; Lithuanian; Latvian; Icelandic; Albanian; Afrikaans; Filipino; Azerbaijani; Uzbek
    студзеня/студзень/студз лютага/люты/лют сакавіка/сакавік/сак красавіка/красавік/крас мая/май чэрвеня/чэрвень/чэрв
    ліпеня/ліпень/ліп жніўня/жнівень/жн верасня/верасень/вер кастрычніка/кастрычнік/кастр лістапада/лістапад/ліст
    снежня/снежань/снеж;
    јануари/јан февруари/фев март/мар април/апр мај јуни/јун јули/јул август/авг септември/септ октомври/окт
    ноември/ноем декември/дек;
    sausio/sausis/saus vasario/vasaris/vas kovo/kovas/kov balandžio/balandis/bal gegužės/gegužė/geg
    birželio/birželis/birž liepos/liepa/liep rugpjūčio/rugpjūtis/rugp rugsėjo/rugsėjis/rugs spalio/spalis/spal
    lapkričio/lapkritis/lapkr gruodžio/gruodis/gruod;
    janvāris/janvārī/janv februāris/februārī/febr marts/martā aprīlis/aprīlī/apr maijs/maijā jūnijs/jūnijā/jūn
    jūlijs/jūlijā/jūl augusts/augustā/aug septembris/septembrī/sept oktobris/oktobrī/okt novembris/novembrī/nov
    decembris/decembrī/dec;
    janúar febrúar mars apríl maí júní júlí ágúst/ágú september október nóvember/nóv desember;
    janar shkurt/shk mars prill/pri maj qershor/qer korrik/korr gusht/gush shtator/sht tetor/tet nëntor/nën dhjetor/dhj;
    januarie februarie maart april mei junie julie augustus september oktober november desember;
    enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre;
    yanvar/yan fevral/fev mart aprel/apr may iyun/iyn iyul/iyl avqust/avq sentyabr/sen oktyabr/okt noyabr/noy
    dekabr/dek;
    yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr;
    -- Swahili; Kazakh; Georgian; Armenian
    januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba;
    қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан;
    იანვარი/იან თებერვალი/თებ მარტი/მარ აპრილი/აპრ მაისი/მაი ივნისი/ივნ ივლისი/ივლ აგვისტო/აგვ სექტემბერი/სექ
    ოქტომბერი/ოქტ ნოემბერი/ნოე დეკემბერი/დეკ;
    հունվարի/հունվար փետրվարի/փետրվար մարտի/մարտ ապրիլի/ապրիլ մայիսի/մայիս հունիսի/հունիս հուլիսի/հուլիս
    օգոստոսի/օգոստոս սեպտեմբերի/սեպտեմբեր հոկտեմբերի/հոկտեմբեր նոյեմբերի/նոյեմբեր դեկտեմբերի/դեկտեմբեր;
    -- Arabic of the Nile and the Gulf, of the Maghreb, of the Levant (the two-worded names are made one by `plain`);
    -- Persian; Urdu; Hebrew, also with "in" before it
    يناير فبراير مارس أبريل مايو يونيو/يونيه يوليو/يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر;
    جانفي فيفري مارس أفريل ماي جوان جويلية/يوليوز أوت/غشت شتنبر أكتوبر نونبر دجنبر;
    يناير شباط آذار نيسان أيار حزيران تموز آب أيلول أكتوبر نوفمبر ديسمبر;
    ژانویه/ژانویهٔ فوریه/فوریهٔ مارس آوریل مه/می/مهٔ ژوئن ژوئیه/جولای/ژوئیهٔ اوت/آگوست سپتامبر اکتبر نوامبر دسامبر;
    جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر;
    ינואר/בינואר/ינו פברואר/בפברואר/פבר מרץ/במרץ/מרס/במרס אפריל/באפריל/אפר מאי/במאי יוני/ביוני יולי/ביולי
    אוגוסט/באוגוסט/אוג ספטמבר/בספטמבר/ספט אוקטובר/באוקטובר/אוק נובמבר/בנובמבר/נוב דצמבר/בדצמבר/דצמ;
    -- Hindi; Marathi; Nepali; Bengali; Tamil; Telugu; Kannada; Malayalam; Gujarati; Punjabi; Sinhala
    जनवरी/जन फ़रवरी/फरवरी/फ़र/फर मार्च अप्रैल मई जून जुलाई/जुल अगस्त/अग सितंबर/सितम्बर/सित अक्टूबर/अक्तूबर नवंबर/नवम्बर/नव
    दिसंबर/दिसम्बर/दिस;
    जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर;
    जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर;
    জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট/অগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর;
    ஜனவரி/ஜன பிப்ரவரி/பிப் மார்ச்/மார் ஏப்ரல்/ஏப் மே ஜூன் ஜூலை ஆகஸ்ட்/ஆக செப்டம்பர்/செப் அக்டோபர்/அக் நவம்பர்/நவ
    டிசம்பர்/டிச;
    జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై/జూలై ఆగస్టు/ఆగస్ట్ సెప్టెంబర్/సెప్టెంబరు అక్టోబర్/అక్టోబరు నవంబర్/నవంబరు
    డిసెంబర్/డిసెంబరు;
    ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್;
    ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ്/മെയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്/ആഗസ്റ്റ് സെപ്റ്റംബർ/സെപ്തംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ;
    જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ/ઓગસ્ટ સપ્ટેમ્બર ઑક્ટોબર/ઓક્ટોબર નવેમ્બર ડિસેમ્બર;
    ਜਨਵਰੀ ਫ਼ਰਵਰੀ/ਫਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ;
    ජනවාරි පෙබරවාරි මාර්තු අප්‍රේල්/අප්රේල් මැයි ජූනි ජූලි අගෝස්තු සැප්තැම්බර් ඔක්තෝබර් නොවැම්බර් දෙසැම්බර්;
    -- Thai
    มกราคม/ม.ค/มค กุมภาพันธ์/ก.พ/กพ มีนาคม/มี.ค/มีค เมษายน/เม.ย/เมย พฤษภาคม/พ.ค/พค มิถุนายน/มิ.ย/มิย
    กรกฎาคม/ก.ค/กค สิงหาคม/ส.ค/สค กันยายน/ก.ย/กย ตุลาคม/ต.ค/ตค พฤศจิกายน/พ.ย/พย ธันวาคม/ธ.ค/ธค;
    """,
    12,
)

# Croatian shares words with its neighbours for other months, so it is asked in its own zone alone.
CROATIAN_ZONES = ("Europe/Zagreb", "Europe/Sarajevo")
CROATIAN_MONTHS = numbered(
    """
    siječnja/siječanj/sij veljače/veljača/velj ožujka/ožujak/ožu travnja/travanj/tra svibnja/svibanj/svi
    lipnja/lipanj/lip srpnja/srpanj/srp kolovoza/kolovoz/kol rujna/rujan/ruj listopada/listopad/lis
    studenoga/studenog/studeni/stu prosinca/prosinac/pro;
    """,
    12,
)
