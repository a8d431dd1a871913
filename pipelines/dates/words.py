"""The vocabulary of human dates: months, weekdays, day words, units and labels, as data.

A new word is one entry here. Month and weekday names follow the Unicode CLDR (dates/calendars/gregorian,
wide and abbreviated, format and stand-alone) for the languages in which news is printed most; names that
mean different months in two languages (Croatian `listopad` against Polish and Czech) are left out.
"""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return the word in lower case without accents, so that `Février` and `fevrier` are one entry."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def listed(words: str) -> list[str]:
    """Return blank-separated words, as a table of many is easier to read so."""
    return words.split()


def _numbered(rows: str, size: int) -> dict[str, int]:
    """Return the number of each name: a row ends with a semicolon, a slash parts the spellings of one number."""
    names: dict[str, int] = {}
    lines = (line for line in rows.splitlines() if not line.strip().startswith("--"))
    for row in "\n".join(lines).rstrip("; \n").split(";"):
        groups = row.split()
        if len(groups) != size:
            raise ValueError(row)
        for number, group in enumerate(groups, 1):
            for name in group.split("/"):
                if names.setdefault(fold(name), number) != number:
                    raise ValueError(f"{name} in {row}")
    return names


MONTHS = _numbered(
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
    """,
    12,
)

# Croatian shares words with its neighbours for other months, so it is asked in its own zone alone.
CROATIAN_ZONES = ("Europe/Zagreb", "Europe/Sarajevo")
CROATIAN_MONTHS = _numbered(
    """
    siječnja/siječanj/sij veljače/veljača/velj ožujka/ožujak/ožu travnja/travanj/tra svibnja/svibanj/svi
    lipnja/lipanj/lip srpnja/srpanj/srp kolovoza/kolovoz/kol rujna/rujan/ruj listopada/listopad/lis
    studenoga/studenog/studeni/stu prosinca/prosinac/pro;
    """,
    12,
)

WEEKDAYS = _numbered(
    """
    monday/mon tuesday/tue/tues wednesday/wed/weds thursday/thu/thur/thurs friday/fri saturday/sat sunday/sun;
    montag/mo dienstag/di mittwoch/mi donnerstag/do freitag/fr samstag/sonnabend/sa sonntag/so;
    lundi/lun mardi/mar mercredi/mer jeudi/jeu vendredi/ven samedi/sam dimanche/dim;
    lunes/lun martes/mar miércoles/mié jueves/jue viernes/vie sábado/sáb domingo/dom;
    segunda-feira/segunda/seg terça-feira/terça/ter quarta-feira/quarta/qua quinta-feira/quinta/qui
    sexta-feira/sexta/sex sábado/sáb domingo/dom;
    lunedì/lun martedì/mar mercoledì/mer giovedì/gio venerdì/ven sabato/sab domenica/dom;
    maandag/ma dinsdag/di woensdag/wo donderdag/do vrijdag/vr zaterdag/za zondag/zo;
    mandag/man tirsdag/tir onsdag/ons torsdag/tor fredag/fre lørdag/lør søndag/søn;
    måndag/mån tisdag/tis onsdag/ons torsdag/tors fredag/fre lördag/lör söndag/sön;
    maanantai/maanantaina tiistai/tiistaina keskiviikko/keskiviikkona torstai/torstaina perjantai/perjantaina
    lauantai/lauantaina sunnuntai/sunnuntaina;
    poniedziałek/pon/pn wtorek/wt środa/śr czwartek/czw piątek/pt sobota/sob niedziela/niedz/ndz;
    pondělí úterý středa čtvrtek pátek sobota neděle;
    hétfő kedd szerda csütörtök péntek szombat vasárnap;
    luni marți/marţi/marti miercuri joi vineri sâmbătă duminică;
    понедельник/пн вторник/вт среда/ср четверг/чт пятница/пт суббота/сб воскресенье/вс;
    понеділок вівторок середа четвер п'ятниця/пʼятниця субота неділя;
    δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή;
    pazartesi salı çarşamba perşembe cuma cumartesi pazar;
    senin/sen selasa/sel rabu/rab kamis/kam jumat/jum'at/jum sabtu/sab minggu/min;
    """,
    7,
)

CJK_WEEKDAYS: dict[str, int] = dict(
    zip("一二三四五六日天月火水木金土日월화수목금토일", (*range(1, 8), 7, *range(1, 8), *range(1, 8)), strict=True)
)

# Days before the reference day. The second field is the part of the day that the word implies.
DAY_WORDS: dict[str, tuple[int, str]] = {
    **dict.fromkeys(listed("今天 今日 本日 오늘 금일 きょう today heute oggi hoy hoje vandaag"), (0, "")),
    **dict.fromkeys(listed("aujourd'hui сегодня сьогодні dziś dzisiaj dnes bugün idag tänään"), (0, "")),
    **dict.fromkeys(("i dag", "hari ini", "hôm nay", "σήμερα"), (0, "")),
    **dict.fromkeys(listed("昨天 昨日 昨儿 어제 작일 きのう yesterday gestern ieri ayer ontem gisteren"), (1, "")),
    **dict.fromkeys(listed("hier вчера вчора wczoraj včera dün igår eilen kemarin tegnap χθες"), (1, "")),
    **dict.fromkeys(("i går", "hôm qua"), (1, "")),
    **dict.fromkeys(listed("前天 一昨日 おととい 그제 그저께 vorgestern avant-hier anteayer anteontem"), (2, "")),
    **dict.fromkeys(listed("eergisteren позавчера позавчора przedwczoraj předevčírem l'altroieri"), (2, "")),
    "大前天": (3, ""),
    **dict.fromkeys(listed("今早 今晨 今朝 今早上"), (0, "上午")),
    **dict.fromkeys(listed("今晚 今夜"), (0, "晚上")),
    **dict.fromkeys(listed("昨晚 昨天晚上"), (1, "晚上")),
    **dict.fromkeys(listed("昨早 昨晨"), (1, "上午")),
}
DAY_WORDS |= {fold(word): sense for word, sense in DAY_WORDS.items() if word.isascii() or fold(word).isascii()}

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86400, 604800
UNITS: dict[str, int] = {
    **dict.fromkeys(listed("秒 秒钟 秒鐘 초 second seconds sec secs s sekunde sekunden seconde secondes"), 1),
    **dict.fromkeys(listed("segundo segundos secondo secondi seconden секунд секунды секунду sekund saniye"), 1),
    **dict.fromkeys(listed("分 分钟 分鐘 분 minute minutes min mins m minuten minuto minutos minuti"), MINUTE),
    **dict.fromkeys(listed("minuut minuten минут минуты минуту мин хвилин хвилини minut minuty"), MINUTE),
    **dict.fromkeys(listed("minuter minuta minutter minuttia dakika dk menit phút λεπτά"), MINUTE),
    **dict.fromkeys(listed("小时 小時 时 時 個鐘 钟头 鐘頭 時間 시간 hour hours hr hrs h stunde stunden"), HOUR),
    **dict.fromkeys(listed("std heure heures hora horas ora ore uur uren час часа часов годин години"), HOUR),
    **dict.fromkeys(listed("timme timmar time timer tuntia godzina godziny godzin saat jam giờ ώρες"), HOUR),
    **dict.fromkeys(listed("天 日 일 day days d tag tage tagen jour jours día días dia dias giorno giorni"), DAY),
    **dict.fromkeys(listed("dag dagen dagar dage dager день дня дней дні днів dzień dni gün hari ngày"), DAY),
    **dict.fromkeys(listed("周 週 星期 礼拜 禮拜 週間 주 주일 week weeks wk wks w woche wochen semaine"), WEEK),
    **dict.fromkeys(listed("semaines semana semanas settimana settimane weken неделю недели недель"), WEEK),
    **dict.fromkeys(listed("vecka veckor uge uger uke uker tydzień tygodnie tygodni hafta minggu tuần"), WEEK),
}
UNITS |= {fold(word): size for word, size in UNITS.items() if fold(word).isascii()}

# A label before a date (`发布时间：`) or right behind it (`更新`): what the date is of.
PUBLISHED = (
    "发布 發布 發佈 发佈 发表 發表 刊登 刊发 刊發 刊载 发稿 發稿 发文 发帖 發文 张贴 張貼 上传 上傳 上稿 上架 出版 首发"
    " 日期 创建 創建 建立 播出 公開 配信 掲載 投稿 作成 発表 発行 公表 입력 등록 작성 게시 송고 승인 발행 출고"
    " posted published publish pubdate datepublished publicationdate created issued"
    " publié publiée paru parue diffusé veröffentlicht erschienen erstellt publicado publicada publicación"
    " pubblicato pubblicata gepubliceerd geplaatst опубликовано опубликована размещено дата публикации publicerad"
    " publicerat publisert publiceret julkaistu opublikowano dodano zveřejněno publikováno giriş yayınlanma"
    " diterbitkan đăng publicat δημοσίευση megjelent"
)
UPDATED = (
    "更新 修改 修订 修訂 编辑于 編輯於 最后编辑 改訂 수정 업데이트 변경 updated update modified datemodified"
    " mis_à_jour mise_à_jour edited revised aktualisiert geändert actualisé actualisée modifié modifiée actualizado"
    " actualizada actualización atualizado atualizada aggiornato aggiornata modificato bijgewerkt gewijzigd"
    " обновлено обновлена изменено uppdaterad oppdatert opdateret päivitetty zaktualizowano aktualizacja"
    " aktualizováno güncelleme güncellendi diperbarui"
)
NEUTRAL = (
    "时间 時間 日時 日付 날짜 일시 date time datum uhrzeit data fecha datetime timestamp дата tarih stand 来源 來源"
)

# Words that belong to languages that write the day before the month, whatever the separator.
DAY_FIRST_WORDS = (
    "uhr veröffentlicht aktualisiert erstellt publié publiée modifié publicado publicada actualizado"
    " actualizada atualizado pubblicato aggiornato gepubliceerd bijgewerkt опубликовано обновлено дата"
    " publicerad uppdaterad publisert oppdatert opdateret publiceret opublikowano zaktualizowano dodano"
    " yayınlanma güncelleme giriş klo kl julkaistu päivitetty thứ ngày pukul ore alle às à wib"
)


def choice(words: str) -> str:
    """Return a regular expression alternative of blank-separated words, the longest first; `_` is a blank in one."""
    return "|".join(re.escape(word.replace("_", " ")) for word in sorted(set(words.split()), key=len, reverse=True))
