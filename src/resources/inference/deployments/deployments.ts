import { DeploymentsOperations } from './operations.ts'

export class Deployments extends DeploymentsOperations {}
