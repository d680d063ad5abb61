// The page's first script, of a few lines, fetched and run before everything else.
import { askBoot } from './start';

askBoot();
