"""Languages of fewer pages, of Asia and in Latin letters: of their dates the names."""

from typing import Final

from feedpub.dates.languages.types import Language

FURTHER: Final = (
    Language(
        tag="uz",
        months="yanvar январ|fevral феврал|mart март|aprel апрел|may май|iyun июн|iyul июл|avgust август"
        "|sentabr sentyabr сентябр|oktabr oktyabr октябр|noyabr ноябр|dekabr декабр",
        weekdays="dushanba душанба|seshanba сешанба|chorshanba чоршанба|payshanba пайшанба|juma жума|shanba шанба"
        "|yakshanba якшанба",
        year="yil йил",
        days="bugun бугун|kecha кеча|",
    ),
    Language(
        tag="az",
        months="yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr",
    ),
    Language(
        tag="kk",
        months="қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан",
        weekdays="дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі",
        year="ж жыл жылы жылғы",
        days="бүгін|кеше|",
    ),
    Language(
        # The names of the years that others count: those of its own calendar are of other days.
        tag="fa",
        months="ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه جولای|اوت آگوست|سپتامبر|اکتبر|نوامبر|دسامبر",
        weekdays="دوشنبه|سه_شنبه سه‌شنبه|چهارشنبه|پنجشنبه پنج‌شنبه|جمعه|شنبه|یکشنبه یک‌شنبه",
        days="امروز|دیروز|",
    ),
    Language(
        tag="ur",
        months="جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر",
        weekdays="پیر|منگل|بدھ|جمعرات|جمعہ|ہفتہ|اتوار",
    ),
    Language(
        tag="mr",
        months="जानेवारी|फेब्रुवारी|मार्च|एप्रिल|मे|जून|जुलै|ऑगस्ट|सप्टेंबर|ऑक्टोबर|नोव्हेंबर|डिसेंबर",
        weekdays="सोमवार|मंगळवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार",
    ),
    Language(
        tag="ta",
        months="ஜனவரி|பிப்ரவரி|மார்ச்|ஏப்ரல்|மே|ஜூன்|ஜூலை|ஆகஸ்ட் ஆகஸ்டு|செப்டம்பர்|அக்டோபர்|நவம்பர்|டிசம்பர்",
    ),
    Language(
        tag="gl",
        months="xaneiro|febreiro|marzo|abril|maio|xuño|xullo|agosto|setembro|outubro|novembro|decembro",
        weekdays="luns|martes|mércores|xoves|venres|sábado|domingo",
        of="de",
    ),
    Language(
        tag="cy",
        months="ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr",
        weekdays="dydd_llun|dydd_mawrth|dydd_mercher|dydd_iau|dydd_gwener|dydd_sadwrn|dydd_sul",
    ),
    Language(
        tag="af",
        months="januarie|februarie|maart|april|mei|junie|julie|augustus|september|oktober|november|desember",
        weekdays="maandag|dinsdag|woensdag|donderdag|vrydag|saterdag|sondag",
    ),
    Language(
        tag="fil",
        months="enero|pebrero|marso|abril|mayo|hunyo|hulyo|agosto|setyembre|oktubre|nobyembre|disyembre",
        weekdays="lunes|martes|miyerkules|huwebes|biyernes|sabado|linggo",
    ),
    Language(
        tag="sw",
        months="januari|februari|machi|aprili|mei|juni|julai|agosti|septemba|oktoba|novemba|desemba",
        weekdays="jumatatu|jumanne|jumatano|alhamisi|ijumaa|jumamosi|jumapili",
    ),
)
