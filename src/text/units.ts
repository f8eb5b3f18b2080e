import { wordSet } from './word-set.js';

/** What is counted or measured, as it stands right behind a number. */
export const units: ReadonlySet<string> = wordSet(
  'متر امتار مترا كيلومتر كيلومترا كيلومترات كيلو كم كلم سم ملم ميل ميلا اميال قدم هكتار هكتارا فدان ' +
    'طن طنا اطنان كيلوغرام كيلوجرام غرام جرام كغ كجم لتر برميل برميلا ' +
    'دولار دولارا دولارات يورو ريال ريالا جنيه جنيها دينار دينارا درهم درهما ليره روبل ' +
    'شخص شخصا اشخاص نسمه فرد فردا افراد رجل رجلا جندي جنديا مقاتل قتيل قتيلا جريح جريحا طالب لاعب عضو مره مرات درجه نقطه صفحه ' +
    'metre metres meter meters kilometre kilometres kilometer kilometers km cm mm mile miles foot feet kg kilograms ton tons tonnes ' +
    'litres liters dollar dollars euro euros pounds people persons men soldiers times degrees points pages percent',
);

/** Units of time: behind a number they are an amount, before it a date. */
export const timeUnits: ReadonlySet<string> = wordSet(
  'يوم يوما ايام عام عاما اعوام سنه سنوات سنين شهر شهرا اشهر شهور اسبوع اسبوعا اسابيع ساعه ساعات دقيقه دقايق ثانيه ثواني ثوان قرن قرنا قرون عقد عقدا عقود ' +
    'day days year years month months week weeks hour hours minute minutes second seconds century centuries decade decades',
);
