import { tokenize } from './tokenize.js';

// Words that carry a question but not its subject: question words in standard Arabic and the dialects of
// Egypt, the Levant, the Gulf and Iraq, particles, prepositions, pronouns, auxiliary verbs, politeness; and the same in
// English.
const arabic = `
ما ماذا من متى اين كيف لماذا لم كم اي ايه ايش شو شنو وش ليش ليه مين منو وين فين امتى ايمتى قديش كام شكثر كيفاش ازاي شلون
هل هو هي هم هن هما انت انا نحن هذا هذه ذلك تلك هؤلاء الذي التي الذين اللذان اللتان اللواتي اللي
في على الى عن مع منذ حتى خلال بين عند لدى لدي قبل بعد حول ضد دون فوق تحت امام خلف حيث حين عندما
و او ثم بل لكن ولكن ف ب ل ك ان انه انها انهم إذا اذ لو لولا قد لقد سوف لا لن ليس ليست لم غير سوى الا كل بعض
كان كانت كانوا يكون تكون هناك هنا ايضا كما مثل به بها له لها لهم منه منها فيه فيها عليه عليها اليه اليها عنه عنها التى
ماهو ماهي ماهى مالذي وما ومن ومتى واين وكيف ولماذا وكم وهل وفي وعلى والى وعن ومع وهو وهي وكان وكانت بأي باي لاي لأي
شكد اشكثر اديش قديه بكام بكم بقديش كام شنهو شنهي شوكت ايمتا ايمته امته وينه وينها لوين منين لويش علاش كيفن شراح
بدي بدنا بدك بده بدها بدهم عايز عايزه عاوز عاوزه ابي ابغي نبي يبي تبي بغيت ودي هسه هلق هلا دلوقتي الحين عشان مشان منشان مب موب مافي ماكو اكو عندكو عندكم عندك عندي
بتاع بتاعت بتاعه تبع حق يلي الي اني احنا انتو انتوا هما هوا هيا هذول هدول دول هاذي هاذا هيك كده كذا كمان برضه برضو لو اذا طب طيب يا والله لسه لسا حد حدا شي لحد لغايه
اللى ده دي دا هاي هاد هذي عم راح رح مش مو ماذا يعني ممكن بخصوص بشان عشان علشان
معي معك معاه معاها معاك معايا لي لك مال بيش ابيش شقد اشقد لقديش انهي انهو لايمتي لايمتى
يصير بيصير بصير تصير ينفع بينفع ينفعش لازم مفروض يجب يمكن يوجد توجد اقدر بقدر اكدر تقدر نقدر بنقدر استطيع نستطيع يستطيع فيني فينا
يحصل بيحصل هيحصل يحدث اصبح اصبحت تصبح يصبح صار صارت بقى يبقى تبقى بتاعي بتاعتي بتاعك تبعي تبعك تبعنا ياه ياهم وياه شسوي شيسوي شيصير اريد اعرف معنى معناه معناها المقصود يقصد
سمحت فضلك رجاء ارجو تكرما عفوا مرحبا شكرا
`;

const english = `
a an the of in on at to from by for with about into over after before between during against under above as than
what when where who whom whose why how which many much is are was were be been being am do does did done has have had
having will would can could shall should may might must that this these those there here it its he him his she her they
them their we us our you your i me my and or but if then so not no nor only also too very just s t al el please hi hello hey thanks thank tell mean means meaning
`;

const stopwords = new Set([...tokenize(arabic), ...tokenize(english)].map((word) => word.folded));

/** Whether a folded word says how something is asked, not what about. */
export function isStopword(folded: string): boolean {
  return stopwords.has(folded);
}
