import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 20;
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];

export interface Metrics {
  /** One answered request: which part of the house answered, how, and how long it took. */
  answered(part: string, status: number, seconds: number): void;
  /** A figure that is read when somebody asks. */
  gauge(name: string, help: string, read: () => number): void;
  /** Everything in Prometheus' text format. */
  text(): string;
  close(): void;
}

/** Counts what the web server does. Labels are words of ours, never anything that a caller sent. */
export function openMetrics(): Metrics {
  const requests = new Map<string, number>();
  const times = new Map<string, { buckets: number[]; sum: number; count: number }>();
  const gauges: { name: string; help: string; read: () => number }[] = [];
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  // The histogram holds the whole wait between two looks.
  const late = (percent: number) => Math.max(0, delay.percentile(percent) / 1e9 - RESOLUTION_MS / 1000);
  delay.enable();
  return {
    answered(part, status, seconds) {
      const labels = `part="${part}",status="${Math.floor(status / 100)}xx"`;
      requests.set(labels, (requests.get(labels) ?? 0) + 1);
      const time = times.get(part) ?? { buckets: BOUNDS.map(() => 0), sum: 0, count: 0 };
      times.set(part, time);
      time.sum += seconds;
      time.count += 1;
      const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
      if (bucket >= 0) time.buckets[bucket]! += 1;
    },
    gauge: (name, help, read) => void gauges.push({ name, help, read }),
    text() {
      const { user, system } = process.cpuUsage();
      const memory = process.memoryUsage();
      const lines = [
        ...family('process_cpu_seconds_total', 'counter', 'CPU time used.', [['', (user + system) / 1e6]]),
        ...family('process_resident_memory_bytes', 'gauge', 'Memory held.', [['', memory.rss]]),
        ...family('nodejs_heap_used_bytes', 'gauge', 'Heap in use.', [['', memory.heapUsed]]),
        ...family('nodejs_eventloop_delay_seconds', 'gauge', 'How late timers are, since the last look.', [
          ['quantile="0.5"', late(50)],
          ['quantile="0.99"', late(99)],
        ]),
        ...gauges.flatMap(({ name, help, read }) => family(name, 'gauge', help, [['', read()]])),
        ...family('quanbot_http_requests_total', 'counter', 'Requests answered.', [...requests]),
        '# HELP quanbot_http_request_seconds Time to answer.',
        '# TYPE quanbot_http_request_seconds histogram',
        ...[...times].flatMap(([part, time]) => histogram('quanbot_http_request_seconds', `part="${part}"`, time)),
      ];
      delay.reset();
      return `${lines.join('\n')}\n`;
    },
    close: () => void delay.disable(),
  };
}

function family(name: string, type: string, help: string, values: [labels: string, value: number][]): string[] {
  const finite = values.map(
    ([labels, value]) => `${name}${labels && `{${labels}}`} ${Number.isNaN(value) ? 0 : value}`,
  );
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...finite];
}

function histogram(name: string, label: string, time: { buckets: number[]; sum: number; count: number }): string[] {
  let sum = 0;
  const lines = BOUNDS.map((bound, at) => {
    sum += time.buckets[at]!;
    return `${name}_bucket{${label},le="${bound}"} ${sum}`;
  });
  return [
    ...lines,
    `${name}_bucket{${label},le="+Inf"} ${time.count}`,
    `${name}_sum{${label}} ${time.sum}`,
    `${name}_count{${label}} ${time.count}`,
  ];
}
