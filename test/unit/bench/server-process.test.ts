import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cpuMsOf, heldBytesOf } from '../../bench/server-process.ts'

test('nothing is told of a process that is not there', () => {
  expect(heldBytesOf({ pid: undefined })).toBeNaN()
  expect(cpuMsOf({ pid: undefined })).toBeNaN()
})

describe.skipIf(!existsSync('/proc/self/stat'))('where the system tells it', () => {
  test('the memory of a process is what it says itself', () => {
    const own = process.memoryUsage.rss()
    expect(heldBytesOf(process)).toBeGreaterThan(own / 2)
    expect(heldBytesOf(process)).toBeLessThan(own * 2)
  })

  test('its time is that of the processor, in milliseconds', () => {
    const { user, system } = process.cpuUsage()
    expect(Math.abs(cpuMsOf(process) - (user + system) / 1000)).toBeLessThan(1_000)
  })
})
