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


def numbered(rows: str, size: int) -> dict[str, int]:
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


WEEKDAYS = numbered(
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
    " diterbitkan dipublikasikan đăng publicat postat δημοσίευση δημοσιεύτηκε δημοσιεύθηκε ανάρτηση megjelent közzétéve"
    " publikálva publikacja publikacji vydáno publikované zverejnené objavljeno објављено публикувана публикувано"
    " опубліковано апублікавана paskelbta publicēts avaldatud offentliggjort eklenme yayın_tarihi"
    " نشر النشر نُشر انتشار פורסם प्रकाशित เผยแพร่ โพสต์"
)
UPDATED = (
    "更新 修改 修订 修訂 编辑于 編輯於 最后编辑 改訂 수정 업데이트 변경 updated update modified datemodified"
    " mis_à_jour mise_à_jour edited revised aktualisiert geändert actualisé actualisée modifié modifiée actualizado"
    " actualizada actualización atualizado atualizada aggiornato aggiornata modificato bijgewerkt gewijzigd"
    " обновлено обновлена изменено uppdaterad oppdatert opdateret päivitetty zaktualizowano aktualizacja"
    " aktualizováno aktualizované güncelleme güncellendi diperbarui cập_nhật ενημερώθηκε ενημέρωση frissítve módosítva"
    " оновлено абноўлена обновена actualizat actualitzat ažurirano ажурирано izmenjeno atnaujinta atjaunots uuendatud"
    " ændret تحديث التحديث به‌روزرسانی עודכן अपडेट अद्यतन อัปเดต แก้ไข"
)
NEUTRAL = (
    "时间 時間 日時 日付 날짜 일시 date time datum uhrzeit data fecha datetime timestamp дата tarih stand 来源 來源"
    " تاريخ التاريخ วันที่"
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
