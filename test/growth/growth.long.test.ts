import { testGrowth } from './growth.ts';

testGrowth([
  {
    large: 'resources, files, topics and rules',
    world: 'mixed',
    sizes: [40, 80, 160],
    by: [
      'validate --json',
      'plan --json',
      'plan of no change',
      'plan that deletes',
      'apply',
      'import',
      'doctor',
      'iam --format json',
      'iam --format terraform',
      'graph --format mermaid',
      'the comment',
    ],
  },
  // Below, each node has a place of its own, for which a library takes the square of the nodes.
  {
    large: 'nodes of a picture that groups them',
    world: 'mixed',
    sizes: [200, 400, 800],
    by: ['graph --format svg'],
  },
  {
    large: 'exports to one topic, which all rules read',
    world: 'one-topic',
    sizes: [40, 80, 160],
    by: ['validate', 'plan that creates', 'cost', 'graph --format mermaid'],
  },
  {
    large: 'exports by Basic Ingest',
    world: 'basic-ingest',
    sizes: [40, 80, 160],
    by: ['validate', 'plan that creates', 'cost', 'graph --format mermaid'],
  },
  {
    large: 'targets of one profile',
    world: 'targets',
    sizes: [60, 120, 240],
    by: ['validate', 'plan that creates', 'plan of no change', 'cost', 'graph --format mermaid'],
  },
  {
    large: 'targets of the settings',
    world: 'accounts',
    sizes: [5, 10, 20],
    by: ['validate', 'plan that creates', 'cost'],
  },
  {
    large: 'rules and streams',
    world: 'streams',
    sizes: [42, 84, 168],
    by: ['validate', 'plan that creates', 'cost'],
  },
  { large: 'problems', world: 'refused', sizes: [120, 240, 480], by: ['validate', 'validate --json'] },
]);
