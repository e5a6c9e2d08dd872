import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectLanguage } from '#language/detect.ts';
import { sharedData } from '#test/shared-data.ts';

describe('the language of a sentence', () => {
  test.each([
    ['en', 'The council of ponds shall be open to all who drink from it.'],
    ['fr', 'La gouvernance de l’internet doit être ouverte à toutes les parties prenantes.'],
    ['es', 'La gobernanza de Internet debe estar abierta a todas las partes interesadas.'],
    ['ru', 'Международные принципы управления Интернетом должны быть прозрачными.'],
    ['ar', 'مبادئ حوكمة الإنترنت والسياسات العامة الدولية يجب أن تكون شفافة'],
    ['zh', '互联网治理是各国政府、私营部门和民间社会共同的责任。'],
    ['ja', 'インターネットガバナンスの原則について議論した。'],
    ['ko', '인터넷 거버넌스 원칙에 대하여 논의하였다.'],
    ['pt', 'A governança da Internet deve ser aberta a todas as partes interessadas.'],
    ['de', 'Die Verwaltung des Internets geht uns alle an und muss offen sein.'],
  ])('%s', (language, text) => {
    expect(detectLanguage(text)?.language).toBe(language);
  });

  test.each(['', 'hello', 'ICANN', '2013-2018', '!!! ??? ...', 'La'])(
    '%s says too little',
    (text) => {
      expect(detectLanguage(text)).toBeUndefined();
    },
  );

  test('an English text with a long foreign quotation at its head is English', () => {
    const quotation = 'Les principes de la gouvernance doivent être ouverts à tous. ';
    const text = 'The council took note of the reply and asked for more of the same. ';
    expect(detectLanguage(quotation.repeat(3) + text.repeat(40))?.language).toBe('en');
  });
});

const folder = sharedData('netmundial/contributions');
test.skipIf(!folder)('all 120 contributions are in English, but one in English and French', () => {
  const found = readdirSync(folder ?? '')
    .filter((name) => name.endsWith('B.txt'))
    .map((name) => {
      const text = new TextDecoder('windows-1252').decode(readFileSync(`${folder}/${name}`));
      return `${name} ${detectLanguage(text)?.language}`;
    });
  expect(found.filter((line) => !line.endsWith(' en') && !/061B.txt (en|fr)$/.test(line))).toEqual(
    [],
  );
});
