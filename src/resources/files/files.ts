import { FilesOperations } from './operations.ts'

export class Files extends FilesOperations {}
