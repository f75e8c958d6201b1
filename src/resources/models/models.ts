import { ModelsOperations } from './operations.ts'

export class Models extends ModelsOperations {}
