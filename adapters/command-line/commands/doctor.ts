import { type Config, ConfigError } from '../../../src/config.ts';
import type { Finding } from '../../adapter.ts';
import type { QuanCommand, Surroundings } from '../command.ts';
import { examineDatabase } from '../doctor/database.ts';
import { examineDataDir, examineDisk, examineNode, examinePublicUrl } from '../doctor/machine.ts';
import { settingsOf } from '../open-app.ts';

export const doctor: QuanCommand = {
  name: 'doctor',
  usage: '',
  about: 'Says what is wrong with the set-up, and what to do about it.',
  async run(around) {
    const findings = await examine(around);
    const wrong = findings.filter(({ ok }) => !ok).length;
    const end = wrong === 0 ? 'Everything is well.' : `${wrong} of ${findings.length} need your attention.`;
    return {
      json: findings,
      jsonLines: true,
      text: [...findings.map(draw), '', end].join('\n'),
      exit: wrong > 0 ? 1 : 0,
    };
  },
};

async function examine(around: Surroundings): Promise<Finding[]> {
  const config = read(around);
  // Without settings there is no telling where anything else is.
  if (config instanceof ConfigError) {
    const problems = config.problems.map(({ name, remedy }) => {
      return { name: `setting ${name}`, ok: false, says: `${name} is not right.`, remedy };
    });
    return [...problems, examineNode()];
  }
  // Both platforms are loaded for nobody else.
  const { examineChannels } = await import('../doctor/channels.ts');
  return [
    { name: 'configuration', ok: true, says: 'Every setting can be read.' },
    examineNode(),
    await examineDataDir(config),
    ...(await examineDatabase(around, config)),
    ...(await examineChannels(around, config)),
    examinePublicUrl(config),
    await examineDisk(config),
  ];
}

function read(around: Surroundings): Config | ConfigError {
  try {
    return settingsOf(around);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

function draw({ name, ok, says, remedy }: Finding): string {
  return `${ok ? '✓' : '✗'} ${name}: ${says}${!ok && remedy ? `\n    → ${remedy}` : ''}`;
}
