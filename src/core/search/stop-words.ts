import { fold } from './fold.ts';

/**
 * Words too common to tell one text from another, for the six languages of the United Nations
 * and four more. Kept short on purpose: a word that can carry the meaning of a question (`state`,
 * `use`, `new`) is not here.
 */
const lists: Readonly<Record<string, string>> = {
  en: `a about above after again against all also am an and any are aren't as at be because been
    before being below between both but by can can't cannot could couldn't did didn't do does
    doesn't doing don't down during each either else etc ever every few for from further had hadn't
    has hasn't have haven't having he her here hers herself him himself his how however i if in into
    is isn't it it's its itself just let's like may me might mine more most much must my myself
    neither no nor not of off on once one only onto or other others otherwise ought our ours
    ourselves out over own per quite rather same shall she should shouldn't since so some still such
    than that the their theirs them themselves then thence there thereby therefore these they this
    those though through throughout thus to too toward towards under until up upon us very via was
    wasn't we were weren't what whatever when whenever where whereas whereby wherein whether which
    while who whoever whom whose why will with within without won't would wouldn't yet you your
    yours yourself yourselves`,
  fr: `a afin ai aie ainsi alors après as au aucun aucune aura aurait aussi autre autres aux avaient
    avait avant avec avez avons ayant bien c car ce ceci cela celle celles celui cependant ces cet
    cette ceux chaque chez ci comme comment d dans de depuis des donc dont du elle elles en encore
    entre es est et étaient était étant été être eu eux fait faut furent fut grâce il ils j je l la
    le lequel les lesquelles lesquels leur leurs lors lorsque lui m ma mais me même mêmes mes moins
    mon n ne ni nos notre nous on ont ou où par parce pas pendant peu peut peuvent plus pour pourquoi
    pourra pourrait puis puisque qu quand que quel quelle quelles quels qui quoi s sa sans se selon
    sera serait seront ses si soit sommes son sont sous sur t ta te tel telle telles tels tes toi ton
    tous tout toute toutes très tu un une vers voici voilà vos votre vous y`,
  es: `a al algo alguna algunas alguno algunos ante antes aquel aquella aquellas aquellos aquí así aun
    aún aunque bajo bien cada casi como cómo con contra cual cuál cuales cualquier cuando cuanto cuya
    cuyas cuyo cuyos de debe deben del desde donde dónde dos durante e el él ella ellas ellos en entre
    era eran eres es esa esas ese eso esos esta está están estas este esto estos estoy fue fueron ha
    haber había habían han hasta hay he incluso la las le les lo los más me mediante mi mientras mis
    mismo misma mismos mismas muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra
    otras otro otros para pero por porque pueda puede pueden pues que qué quien quién quienes se sea
    sean según ser será serán si sí sido siendo sin sino sobre son su sus también tan tanto te ti
    tiene tienen toda todas todo todos tras tu tus u un una unas uno unos usted ustedes y ya yo`,
  ru: `а без более больше будет будут будучи бы был была были было быть в вам вас весь во вот все всего
    всех вы где да даже для до его ее если есть еще же за здесь и из или им их к как какая какие какой
    ко когда которая которого которое которой котором которые который которых кто ли либо лишь между
    меня мне многих может могут можно мой мы на над надо нас не него нее нет ни них но ну о об
    однако он она они оно от по под после потому при про с сам свое своего своей свои своих себя со
    так такая также такие такие таких такого такой там те тем то того тоже той только том тот ту ты у
    уже хотя чего чей чем через что чтобы эта эти этим этих это этого этой этом этот эту я`,
  ar: `في من إلى الى على عن مع هذا هذه ذلك تلك التي الذي الذين اللذين اللتي أن ان إن أنه انه أنها كان
    كانت يكون تكون قد لقد لا ما لم لن هو هي هم نحن أنا أنت كل بعض أو او أي اي ثم حيث حتى إذا اذا كما
    بين بعد قبل عند عندما غير فقط لكن ولكن منذ ليس ليست هناك هنا كذلك أيضا ايضا و وفي ومن وعلى وأن
    وإلى والتي والذي ولا وهو وهي وقد وما فإن به بها له لها فيه فيها منه منها عليه عليها عنه إليه لدى
    دون تحت فوق خلال حول ضد سوف لأن بأن مثل`,
  zh: `的 了 和 是 在 我 有 他 这 这个 这些 那 那个 那些 之 与 及 以及 或 或者 也 就 都 而 而且 但 但是 并 并且 对
    对于 于 从 到 把 被 为 为了 因为 所以 由 由于 其 它 它们 他们 她 她们 我们 你 你们 您 等 等等 着 过 很 更 最 还
    还是 又 再 则 即 若 如果 如 不 没 没有 一 一个 一些 这样 那样 怎么 什么 哪 吗 呢 吧 啊 地 得 所 以 可 可以 将 向
    該 该 各 每 某 上 下 中 里 內 内 個 个 這 這些 與 為 對 於 從 後 后 前 時 时`,
  pt: `a ao aos aquela aquelas aquele aqueles aquilo as às até com como cuja cujas cujo cujos da das de
    dela delas dele deles depois do dos e é ela elas ele eles em entre era eram essa essas esse esses
    esta está estão estas este estes eu foi foram há isso isto já lhe lhes mais mas me mesmo meu meus
    minha muito na não nas nem no nos nós nossa nossas nosso nossos num numa o os ou para pela pelas
    pelo pelos pode podem por porque qual quais quando que quem se seja sem ser será seu seus só sobre
    sua suas também te tem têm ter todo toda todos todas tu tua um uma umas uns você vocês`,
  de: `aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin
    bis bist da dabei dadurch dafür daher damit dann das dass daß dem den denn der deren des dessen die
    dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es
    etwas euch für gegen hat hatte hatten haben habe hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren
    ihrer im in ins ist ja jede jedem jeden jeder jedes jedoch kann kein keine keinen können man mehr
    mein mit muss müssen nach nicht noch nun nur ob oder ohne sehr sein seine seinem seinen seiner sich
    sie sind so solche soll sollen sondern sowie über um und uns unser unsere unter vom von vor war
    waren warum was weil welche welcher wenn wer werden wie wieder wir wird wo wurde wurden zu zum zur
    zwar zwischen`,
  it: `a ad agli ai al alla alle allo anche ancora avere che chi ci col come con contro cui da dagli dai
    dal dalla dalle dallo degli dei del dell della delle dello di dove e è ed era erano essere fra già
    gli ha hanno ho i il in io la le lei li lo loro lui ma mi mio ne negli nei nel nella nelle nello
    noi non nostra nostre nostri nostro o ogni per perché più può quale quali quando quella quelle
    quelli quello questa queste questi questo qui se sei si sia sono su sua sue sugli sui sul sulla
    sulle suo suoi tra tu tutti tutto un una uno voi`,
  nl: `aan al alle als ander andere bij daar dan dat de der deze die dit doch door dus een en er ge geen
    haar had heb hebben heeft hem het hier hij hoe hun ik in is ja je kan kon maar me meer men met mij
    mijn moet na naar niet nog nu of om omdat ons ook op over reeds te tegen toch toen tot u uit uw van
    veel voor want waren was wat we wel werd wezen wie wij wil worden wordt zal ze zei zelf zich zij
    zijn zo zonder zou`,
};

/** The languages that have a list here. */
export const stopWordLanguages: readonly string[] = Object.keys(lists);

const sets = new Map<string, ReadonlySet<string>>();

/** Whether a word, folded and without its apostrophe, is a stop word of the language. */
export function isStopWord(folded: string, language: string): boolean {
  return stopWords(language).has(folded);
}

/** The stop words of a language as the analyser sees them: folded, without apostrophes. */
export function stopWords(language: string): ReadonlySet<string> {
  const known = sets.get(language);
  if (known) return known;
  const made = new Set(
    (lists[language] ?? '').split(/\s+/).flatMap((word) => {
      const plain = fold(word.toLowerCase().replace(/'/g, ''));
      return plain ? [plain] : [];
    }),
  );
  if (language in lists) sets.set(language, made);
  return made;
}
