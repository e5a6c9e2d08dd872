import fc from 'fast-check';
import type { Document } from '#core/issues/document.ts';

/** Documents of these texts, with ids in their order. */
export function documentsOf(texts: readonly string[], language = 'en'): readonly Document[] {
  return texts.map((text, at) => ({ id: `d${String(at).padStart(3, '0')}`, text, language }));
}

const words =
  'water irrigation river school teacher pupil tax budget council heron pond the of and 水 学校';

/** Texts of few words, so that they are often alike, empty or the same. */
export const someTexts = fc.array(
  fc
    .array(fc.constantFrom(...words.split(' ')), { maxLength: 9 })
    .map((chosen) => chosen.join(' ')),
  { maxLength: 14 },
);

export const someDocuments = someTexts.map((texts) => documentsOf(texts));

/** The same documents twice, the second time in another order. */
export const shuffledDocuments = someDocuments.chain((documents) =>
  fc.tuple(
    fc.constant(documents),
    fc.shuffledSubarray([...documents], { minLength: documents.length }),
  ),
);

const invented: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    water: [
      'Fields need irrigation when the river is low in summer.',
      'The river is low and the summer irrigation of fields must be shared.',
      'Water of the river is shared among the fields by a council.',
    ],
    school: [
      'Teachers ask for smaller classes in the village school.',
      'The village school has too few teachers for its classes.',
      'Pupils walk to the village school.',
    ],
  },
  fr: {
    water: [
      'L’irrigation des champs dépend de la rivière en été.',
      'En été la rivière ne suffit pas à l’irrigation des champs.',
    ],
    school: [
      'Les enseignants demandent des classes plus petites à l’école du village.',
      'L’école du village manque d’enseignants pour ses classes.',
    ],
  },
  es: {
    water: [
      'El riego de los campos depende del río en verano.',
      'En verano el río no basta para el riego de los campos.',
    ],
    school: [
      'Los maestros piden clases más pequeñas en la escuela del pueblo.',
      'La escuela del pueblo tiene pocos maestros para sus clases.',
    ],
  },
  zh: {
    water: ['夏天河水少,农田灌溉困难。', '农田灌溉在夏天需要分享河水。'],
    school: ['村里的学校老师太少。', '老师希望村里的学校缩小班级。'],
  },
};

/** Statements on two matters in four languages; ids tell language and matter: `fr-water-2`. */
export const statements: readonly Document[] = Object.entries(invented).flatMap(
  ([language, matters]) =>
    Object.entries(matters).flatMap(([matter, texts]) =>
      texts.map((text, at) => ({ id: `${language}-${matter}-${at + 1}`, text, language })),
    ),
);

/** The matter of a statement, as its id tells. */
export function matterOf(id: string): string {
  return id.split('-')[1] ?? '';
}
