import { JobsOperations } from './operations.ts'

export class Jobs extends JobsOperations {}
