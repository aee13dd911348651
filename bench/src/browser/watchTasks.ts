/** A stretch of the main thread's work of 50 ms and more, as browsers count it. */
export interface LongTask {
  /** Milliseconds from the start of the navigation. */
  readonly startedAt: number;
  readonly milliseconds: number;
}

/** Where the page keeps what {@link watchTasks} has seen. */
export interface TaskWindow extends Window {
  benchTasks?: LongTask[];
}

/** Runs in the page before anything else of it, and notes its long tasks. */
export function watchTasks(): void {
  const tasks: LongTask[] = [];
  (window as TaskWindow).benchTasks = tasks;
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) {
      tasks.push({ startedAt: startTime, milliseconds: duration });
    }
  }).observe({ type: 'longtask', buffered: true });
}
